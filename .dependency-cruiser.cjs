/**
 * The folders of lib/ in their order, highest first (docs/architecture.md). A folder may import the index of a
 * folder below it: never one above it, and never another's inside.
 */
const ORDER = [
  'cli',
  'host',
  'http',
  'engine',
  'schedule',
  'campaigns',
  'consent',
  'delivery',
  'reports',
  'tracking',
  'events',
  'domains',
  'audience',
  'content',
  'settings',
  'jobs',
  'store',
  'model',
];

/** `engine` is one file, the composition root; every other room is a folder. */
const pathOf = (room) => (room === 'engine' ? '^lib/engine\\.ts$' : `^lib/${room}/`);

/** How a webhook is checked and read is pure, and small enough for n8n's thread: a face beside that of its room. */
const PURE = '^lib/events/providers/index\\.ts$';

const upward = ORDER.slice(1).map((room, i) => ({
  name: `${room}-imports-upward`,
  comment: `lib/${room} may only import folders below it: ${ORDER.slice(i + 2).join(', ') || 'none'}.`,
  severity: 'error',
  from: { path: pathOf(room) },
  to: { path: ORDER.slice(0, i + 1).map(pathOf) },
}));

const inside = ORDER.filter((room) => room !== 'engine').map((room) => ({
  name: `inside-of-${room}`,
  comment: `Import lib/${room} through its index.`,
  severity: 'error',
  from: { path: '^(lib|nodes|credentials)/', pathNot: [pathOf(room)] },
  to: { path: pathOf(room), pathNot: [`^lib/${room}/index\\.ts$`, PURE] },
}));

module.exports = {
  forbidden: [
    ...upward,
    ...inside,
    {
      name: 'nodes-use-only-the-host-and-the-model',
      comment:
        'The thread of n8n never opens the database: nodes talk to lib/host (and to the types in lib/model, and what is pure).',
      severity: 'error',
      from: { path: '^(nodes|credentials)/' },
      to: { path: '^lib/', pathNot: ['^lib/(host|model)/index\\.ts$', PURE] },
    },
    {
      name: 'lib-needs-no-n8n',
      comment: 'The engine also runs by itself: lib/ imports nothing of what is built on it.',
      severity: 'error',
      from: { path: '^lib/' },
      to: { path: '^(nodes|credentials|test|bench)/' },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'not-to-dev-dependencies',
      comment: 'n8n installs the package without its devDependencies.',
      severity: 'error',
      from: { path: '^(lib|nodes|credentials)/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['npm-peer', 'type-only'] },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
  },
};
