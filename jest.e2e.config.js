const { transform, modulePathIgnorePatterns } = require('./jest.config');

/** @type {import('jest').Config} */
module.exports = {
  testMatch: ['<rootDir>/test/e2e/**/*.test.ts'],
  transform,
  modulePathIgnorePatterns,
  globalSetup: '<rootDir>/test/e2e/support/prepare.ts',
  globalTeardown: '<rootDir>/test/e2e/support/cleanUp.ts',
  testTimeout: 180_000,
};
