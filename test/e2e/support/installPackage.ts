import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { run } from './run';

const PROJECT = resolve(__dirname, '../../..');

/**
 * Builds and packs the project, and installs the tarball with the very steps and flags of n8n's "Install community
 * node".
 * @param nodesFolder becomes what n8n has in `<user folder>/.n8n/nodes`
 */
export async function installPackage(nodesFolder: string): Promise<void> {
  await mkdir(nodesFolder, { recursive: true });
  await run('npm', ['run', 'build'], { cwd: PROJECT });
  const packed = await run('npm', ['pack', '--json', '--pack-destination', nodesFolder], { cwd: PROJECT });
  const [{ filename, name, version }] = JSON.parse(packed);

  const packageFolder = join(nodesFolder, 'node_modules', name);
  await mkdir(packageFolder, { recursive: true });
  await run('tar', ['-xzf', filename, '-C', packageFolder, '--strip-components=1'], { cwd: nodesFolder });
  await rm(join(nodesFolder, filename));
  await keepOnlyDependencies(join(packageFolder, 'package.json'));
  await run('npm', ['install', ...N8N_INSTALL_FLAGS], { cwd: packageFolder });
  await writeFile(
    join(nodesFolder, 'package.json'),
    JSON.stringify({ name: 'installed-nodes', private: true, dependencies: { [name]: version } }),
  );
}

const N8N_INSTALL_FLAGS = [
  '--audit=false',
  '--fund=false',
  '--bin-links=false',
  '--install-strategy=shallow',
  '--ignore-scripts=true',
  '--package-lock=false',
];

async function keepOnlyDependencies(manifestPath: string): Promise<void> {
  const manifest = JSON.parse(await readFile(manifestPath, 'utf8'));
  for (const kind of ['devDependencies', 'peerDependencies', 'optionalDependencies']) delete manifest[kind];
  await writeFile(manifestPath, JSON.stringify(manifest, null, 2));
}
