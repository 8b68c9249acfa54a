// `npm test` on a fresh clone, or after the lock file changed, installs first. Runs on any Node, before anything is installed.
const { execSync } = require('node:child_process');
const { existsSync, statSync } = require('node:fs');

const installed = 'node_modules/.package-lock.json';
if (!existsSync(installed) || statSync(installed).mtimeMs < statSync('package-lock.json').mtimeMs) {
  execSync('npm ci --no-audit --no-fund --loglevel=error', { stdio: 'inherit' });
}
