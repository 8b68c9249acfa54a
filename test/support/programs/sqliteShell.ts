import { DatabaseSync } from 'node:sqlite';

/** Another process at the same SQLite file: runs each statement it is sent, waiting for nobody; answers how it went. */
const database = new DatabaseSync(process.argv[2]!, { timeout: 0 });

process.on('message', (statement: string) => {
  let answer = 'done';
  try {
    database.exec(statement);
  } catch (error) {
    answer = (error as Error).message;
  }
  process.send!(answer);
});
