import { globSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { transformFileSync } from '@swc/core';

const ROOT = join(__dirname, '../..');

/**
 * The library and these files as JavaScript, where they find their packages: what compiles TypeScript while it runs takes more
 * memory than what is measured.
 * @returns the folder, which has the same paths as the project
 */
export function compile(...files: string[]): string {
  const folder = join(ROOT, 'node_modules/.cache/mailtarget-bench');
  rmSync(folder, { recursive: true, force: true });
  for (const file of [...globSync('lib/**/*.ts', { cwd: ROOT }), ...files]) {
    const { code } = transformFileSync(join(ROOT, file), {
      swcrc: false,
      jsc: { target: 'es2024', parser: { syntax: 'typescript' } },
      module: { type: 'commonjs' },
    });
    const output = join(folder, file.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(output), { recursive: true });
    writeFileSync(output, code);
  }
  return folder;
}
