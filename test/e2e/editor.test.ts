import type { Editor } from './support/editor';
import { ExampleN8n } from './support/exampleN8n';
import type { Workflow } from './support/n8n';

let example: ExampleN8n;
let editor: Editor;

beforeAll(async () => {
  example = await ExampleN8n.create();
  editor = await example.openEditor();
});

afterAll(() => example.remove());

it('executes the example workflow at a click, and the messages arrive', async () => {
  await editor.openWorkflow(example.importAndSend.id);
  await editor.execute();
  for (const { name } of mailtargetNodes(example.importAndSend)) await editor.nodeSucceeded(name);
  expect(example.smtp.messages.flatMap(({ to }) => to).sort()).toEqual([
    'amara@example.com',
    'bjorn@example.com',
    'chitra@example.com',
  ]);
});

it('lists the campaigns to choose from, with their status', async () => {
  await editor.openWorkflow(example.scheduleAndCancel.id);
  await editor.execute();
  await editor.openNode('Create Draft');
  await editor.choose('operation', 'Get');
  expect(await editor.lists('campaignId')).toContainEqual(
    expect.stringMatching(/^Monthly digest, \w+ \d{4} \(cancelled\)$/),
  );
});

it('tests the credential, and tells what is wrong with a password that the relay refuses', async () => {
  await editor.openWorkflow(example.importAndSend.id);
  await editor.openNode('Create Campaign');
  await editor.openCredential();
  await editor.page.getByText('Connection tested successfully').waitFor();

  await editor.parameter('password').getByRole('textbox').fill('wrong');
  await editor.saveCredential();
  await editor.page.getByText('Couldn’t connect with these settings').waitFor();
  await editor.page.getByText('More details').click();
  await editor.page.getByText('SMTP relay:').waitFor();
});

it('offers every resource and operation in the panel of the node', async () => {
  await editor.openWorkflow(example.scheduleAndCancel.id);
  await editor.openNode('Create Draft');
  expect(await editor.offers('resource')).toEqual(['Campaign', 'Contact', 'Report']);
  expect(await editor.offers('operation')).toEqual([
    'Cancel Schedule',
    'Count Recipients',
    'Create',
    'Delete',
    'Duplicate',
    'Get',
    'Get Many',
    'Schedule',
    'Send',
    'Update',
  ]);

  await editor.choose('resource', 'Contact');
  expect(await editor.offers('operation')).toEqual([
    'Create or Update',
    'Delete',
    'Get',
    'Get Many',
    'Import From CSV',
  ]);

  await editor.choose('resource', 'Report');
  expect(await editor.offers('operation')).toEqual(['Get Basic']);
});

const mailtargetNodes = ({ nodes }: Workflow) =>
  nodes.filter(({ type }) => type === 'n8n-nodes-mailtarget.mailtarget');
