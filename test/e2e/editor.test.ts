import type { Locator } from 'playwright-core';
import { eventually } from '../support/eventually';
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
  await editor.openWorkflow(example.workflows.importAndSend.id);
  await editor.execute();
  for (const { name } of mailtargetNodes(example.workflows.importAndSend)) await editor.nodeSucceeded(name);
  expect(example.smtp.messages.flatMap(({ to }) => to).sort()).toEqual([
    'amara@example.com',
    'bjorn@example.com',
    'chitra@example.com',
  ]);
});

it('lists the campaigns to choose from, with their status', async () => {
  await editor.openWorkflow(example.workflows.scheduleAndCancel.id);
  await editor.execute();
  await editor.openNode('Create Draft');
  await editor.choose('operation', 'Get');
  expect(await editor.lists('campaignId')).toContainEqual(
    expect.stringMatching(/^Monthly digest, \w+ \d{4} \(cancelled\)$/),
  );
});

describe('a campaign that is composed from components', () => {
  it('is put into another order by dragging, and arrives in that order', async () => {
    await editor.page.setViewportSize({ width: 1440, height: 2400 });
    await editor.openWorkflow(example.workflows.composeAndSend.id);
    await editor.openNode('Compose Campaign');
    const text = editor.page.getByTestId('fixed-collection-components').locator('textarea').first();
    const image = editor.parameter('src').first();
    const isAbove = async (one: Locator, other: Locator) =>
      (await one.boundingBox())!.y < (await other.boundingBox())!.y;
    expect(await isAbove(text, image)).toBe(true);
    await editor.dragAbove(image, text);
    await eventually(() => isAbove(image, text));
    await editor.closeNode();

    await editor.execute();
    const { html } = await example.smtp.messages.find(({ to }) => to[0] === 'ada@example.com')!.parse();
    expect(html).toMatch(/cherry-tree[^]*Hello Ada/);
  });

  it('is shown as the recipient would read it, and offered as a file', async () => {
    await editor.openNode('Show Preview');
    await editor.page.frameLocator('iframe').getByRole('heading', { name: 'Hello Ada,' }).waitFor();
    await editor.closeNode();

    await editor.openNode('Preview Campaign');
    await editor.page.getByText(/^The-garden-in-\w+-Ada\.html$/).waitFor();
  });
});

// The last that sends: it leaves a wrong password behind.
it('tests the credential, and tells what is wrong with a password that the relay refuses', async () => {
  await editor.openWorkflow(example.workflows.importAndSend.id);
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
  await editor.openWorkflow(example.workflows.scheduleAndCancel.id);
  await editor.openNode('Create Draft');
  expect(await editor.offers('resource')).toEqual(['Campaign', ...Object.keys(OPERATIONS)]);
  expect(await editor.offers('operation')).toEqual([
    'Cancel Schedule',
    'Check',
    'Count Recipients',
    'Create',
    'Delete',
    'Duplicate',
    'Get',
    'Get Deliveries',
    'Get Many',
    'Get Status',
    'Pause',
    'Preview',
    'Resume',
    'Schedule',
    'Send',
    'Send Test',
    'Stop',
    'Update',
  ]);

  for (const [resource, operations] of Object.entries(OPERATIONS)) {
    await editor.choose('resource', resource);
    expect(await editor.offers('operation')).toEqual(operations);
  }
});

it('asks for the credential that goes with the type of a transport', async () => {
  await editor.choose('resource', 'Transport');
  await editor.page.getByText('Credential for SMTP').waitFor();
  await editor.choose('type', 'Mailtarget Transmission API');
  await editor.page.getByText('Credential for Mailtarget Transmission API').waitFor();
  expect(await editor.page.getByText('Credential for SMTP').count()).toBe(0);
});

/** Of the resources beside campaigns. */
const OPERATIONS = {
  Category: ['Create', 'Delete', 'Get Many', 'Update'],
  Consent: [
    'Choose Topics',
    'Confirm',
    'Erase',
    'Get Personal Data',
    'Get Topics',
    'Request Confirmation',
    'Resubscribe',
    'Unsubscribe',
  ],
  Contact: [
    'Add Labels',
    'Create or Update',
    'Delete',
    'Export to CSV',
    'Get',
    'Get Many',
    'Import From CSV',
    'Remove Labels',
  ],
  'Custom Field': ['Create', 'Delete', 'Get Many', 'Update'],
  Event: ['Get Many', 'Ingest Bounce Mail', 'Ingest Provider Webhook'],
  Label: ['Add to Contacts', 'Create', 'Delete', 'Get Many', 'Merge', 'Remove From Contacts', 'Update'],
  Report: ['Get Basic'],
  Segment: ['Count', 'Create', 'Delete', 'Get', 'Get Many', 'Update'],
  'Sending Domain': ['Get Many', 'Remove', 'Save'],
  Suppression: ['Add', 'Get Many', 'Import From CSV', 'Remove'],
  Template: ['Create', 'Delete', 'Get', 'Get Many', 'Update'],
  Transport: ['Check', 'Get Many', 'Remove', 'Save'],
  Webhook: [
    'Create',
    'Delete',
    'Get',
    'Get Dead Letters',
    'Get Many',
    'Replay Dead Letter',
    'Send Test',
    'Update',
  ],
};

const mailtargetNodes = ({ nodes }: Workflow) =>
  nodes.filter(({ type }) => type === 'n8n-nodes-mailtarget.mailtarget');
