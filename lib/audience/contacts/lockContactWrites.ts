import { type Db, lockUntilCommit, type Store } from '../../store';

/**
 * Taken before a transaction looks at the fields or at who was erased, in order to write contacts by it (`share`), and before
 * a field is deleted or a person erased (`alone`): nobody then writes what was looked up before that. Before any other lock, so
 * that nobody waits in a circle.
 */
export const lockContactWrites = (tx: Db, dialect: Store['dialect'], how: 'share' | 'alone'): Promise<void> =>
  lockUntilCommit(tx, dialect, 'contacts', how);
