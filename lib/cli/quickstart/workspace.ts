import { access, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Where everything is that quickstart reads and writes. */
export interface Workspace {
  contacts: string;
  suppressed: string;
  newsletter: string;
  /** The engine's data folder. */
  data: string;
  /** The folder of received messages. */
  messages: string;
  page: string;
}

/**
 * Checks that the examples are there, and replaces what an earlier run left in `.quickstart`.
 * @throws when `root` is not a clone of the project, or cannot be written
 */
export async function prepareWorkspace(root: string): Promise<Workspace> {
  const examples = join(root, 'examples');
  const folder = join(root, '.quickstart');
  const workspace = {
    contacts: join(examples, 'contacts.csv'),
    suppressed: join(examples, 'suppressed.csv'),
    newsletter: join(examples, 'newsletter.html'),
    data: join(folder, 'data'),
    messages: join(folder, 'messages'),
    page: join(folder, 'messages.html'),
  };
  for (const file of [workspace.contacts, workspace.suppressed, workspace.newsletter]) {
    await access(file).catch(() => {
      throw new Error(`Quickstart needs ${file}, which is not there. Run it in a clone of the project.`);
    });
  }
  await rm(folder, { recursive: true, force: true });
  await mkdir(workspace.messages, { recursive: true });
  await mkdir(workspace.data);
  return workspace;
}
