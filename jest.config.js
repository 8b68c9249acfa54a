/** @type {import('jest').Config} */
module.exports = {
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/e2e/'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { target: 'es2024', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
    ],
  },
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  globalSetup: '<rootDir>/test/support/globalSetup.ts',
  globalTeardown: '<rootDir>/test/support/globalTeardown.ts',
  collectCoverageFrom: ['lib/**/*.ts', 'nodes/**/*.ts', 'credentials/**/*.ts'],
  coverageReporters: ['text-summary'],
  testTimeout: 30_000,
  // On two cores jest would take one process, which grows with each file it loads.
  maxWorkers: 2,
  workerIdleMemoryLimit: '1GB',
};
