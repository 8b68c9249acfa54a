import type { INode } from 'n8n-workflow';
import { type FreshDatabase, freshDatabase } from '../../support/databases';
import { expectRefusal } from '../../support/expectRefusal';
import { freePort } from '../../support/freePort';
import { mailtargetNode, resultOf, useMailtargetNode } from '../../support/mailtargetNode';
import { closeEngines } from '../../../lib/host';
import { activateTrigger, editingContext } from '../../support/workflow';
import { getLabels } from '../../../nodes/Mailtarget/methods/loadOptions';

const node = useMailtargetNode();
const SENTENCE = /queue mode.*Choose Postgres/;

describe('in the queue mode of n8n', () => {
  beforeAll(() => {
    process.env['EXECUTIONS_MODE'] = 'queue';
  });
  afterAll(() => {
    delete process.env['EXECUTIONS_MODE'];
  });

  test('an operation on the embedded database is refused', async () => {
    await expectRefusal(
      node,
      { resource: 'campaign', operation: 'getAll', filters: {} },
      { code: 'NOT_SUPPORTED', message: SENTENCE, advice: /Correct the Mailtarget Engine credential/ },
    );
  });

  test('so are the lists of the editor', async () => {
    const lists = getLabels.call(editingContext(mailtargetNode({}), node.credential));
    await expect(lists).rejects.toThrow(SENTENCE);
  });

  test('so is the engine trigger', async () => {
    const trigger: INode = {
      ...mailtargetNode({}),
      type: 'n8n-nodes-mailtarget.mailtargetEngineTrigger',
    };
    await expect(activateTrigger(trigger, node.credential)).rejects.toThrow(SENTENCE);
  });
});

describe('in a worker of n8n', () => {
  const [command] = process.argv.slice(2, 3);
  let shared: FreshDatabase;
  let trackingPort: number;
  beforeAll(async () => {
    process.argv[2] = 'worker';
    [shared, trackingPort] = [await freshDatabase.postgres(), await freePort()];
  });
  afterAll(async () => {
    process.argv[2] = command!;
    await closeEngines();
    await shared.remove();
  });

  test('operations work on Postgres, and the tracking port is left to the main process', async () => {
    const { url } = shared.database as { url: string };
    const credential = {
      ...node.credential,
      database: 'postgres' as const,
      postgresUrl: url,
      encryptionKey: 'a key for the tests',
      trackingPort,
    };
    const parameters = { resource: 'label', operation: 'create', name: 'news', isPublic: false };
    expect(await resultOf({ ...node, credential }, parameters)).toMatchObject({ name: 'news' });
    await expect(fetch(`http://127.0.0.1:${trackingPort}/`)).rejects.toThrow('fetch failed');
  });
});
