import type { INode } from 'n8n-workflow';
import { expectRefusal } from '../../support/expectRefusal';
import { mailtargetNode, useMailtargetNode } from '../../support/mailtargetNode';
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
