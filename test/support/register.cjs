// Runs TypeScript sources as CommonJS, in this process and in its worker threads and child processes
// (`node -r ./test/support/register.cjs`). Node's own type stripping resolves no extensionless imports.
const { transformFileSync } = require('@swc/core');
const Module = require('node:module');

Module._extensions['.ts'] = (module, file) => {
  const { code } = transformFileSync(file, {
    swcrc: false,
    jsc: { target: 'es2024', parser: { syntax: 'typescript' } },
    module: { type: 'commonjs' },
    sourceMaps: 'inline',
  });
  module._compile(code, file);
};
