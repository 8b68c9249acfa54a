// n8n loads icons and codex files from beside the compiled classes; tsc copies only code.
const { src, dest } = require('gulp');

exports.default = function copyNodeAssets() {
  return src(['{nodes,credentials}/**/*.{svg,png}', 'nodes/**/*.node.json'], {
    encoding: false,
    base: '.',
  }).pipe(dest('dist'));
};
