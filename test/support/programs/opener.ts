import type { EngineOptions } from '../../../lib/model';
import { openStore } from '../../../lib/store';

/** Another process that opens the store when it is told to, and answers with the migrations it finds there. */
const database = JSON.parse(process.argv[2]!) as EngineOptions['database'];

process.on('message', async (message: 'ready?' | 'open') => {
  if (message === 'ready?') process.send!('ready');
  else {
    const store = await openStore(database);
    process.send!(await store.db.selectFrom('migrations').select('version').orderBy('version').execute());
    await store.close();
  }
});
