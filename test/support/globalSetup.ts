import { type RunningPostgres, startPostgres } from './startPostgres';

// Jest hands values from its global setup to its global teardown on globalThis.
declare global {
  var testPostgres: RunningPostgres | undefined;
}

export default async function globalSetup(): Promise<void> {
  globalThis.testPostgres = await startPostgres();
  process.env['MAILTARGET_TEST_POSTGRES'] = globalThis.testPostgres.url;
}
