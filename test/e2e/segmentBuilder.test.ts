import type { Locator } from 'playwright-core';
import type { Editor } from './support/editor';
import { ExampleN8n } from './support/exampleN8n';
import type { Workflow } from './support/n8n';

let example: ExampleN8n;
let editor: Editor;

beforeAll(async () => {
  example = await ExampleN8n.create();
  await example.n8n.importWorkflows([clickedWorkflow(example.workflows.segmentAndSend)]);
  editor = await example.openEditor();
  // Brings the people and the fields.
  await editor.openWorkflow(example.workflows.segmentAndSend.id);
  await editor.execute();
});

afterAll(() => example.remove());

it('offers the rows that an import rejected as a file', async () => {
  await editor.openNode('Import Contacts');
  const output = editor.page.getByTestId('output-panel');
  await output.getByText('rejected.csv').waitFor();
  await output.getByText('5 created, 0 updated, 0 unchanged, 1 rejected').waitFor();
  await editor.closeNode();
});

it('builds a segment by clicking, counts it, and sends to exactly those people', async () => {
  await editor.page.setViewportSize({ width: 1440, height: 2400 });
  await editor.openWorkflow('clickedSegment');
  await editor.openNode('Build Segment');

  await editor.add('Add Filter', 'Contact Field');
  await fillField(0, 'Age (number)', 'Is Greater Than', '30');
  await editor.add('Add Filter', 'Any Of (Group)');
  await editor.add('Add Filter to Group', 'Contact Field');
  await fillField(1, 'City (text)', 'Contains', 'leeds');
  await editor.add('Add Filter to Group', 'Contact Field');
  await fillField(2, 'City (text)', 'Equals', 'Bath');
  await editor.add('Add Filter', 'Label');
  // Closed to clicks while it loads.
  const labels = editor.parameter('labelIds').locator('.el-select:not(:has(input:disabled))');
  await editor.choose(labels, 'Garden Fair Example');
  await editor.page.getByTestId('node-parameters').getByText('Any Of (Group)').click();
  await editor.closeNode();

  const sentBefore = example.smtp.messages.length;
  await editor.execute();
  const mailed = example.smtp.messages.slice(sentBefore).flatMap(({ to }) => to);
  expect(mailed.sort()).toEqual(['emma@example.com', 'hugo@example.com']);

  await editor.nodeSucceeded('Count Segment');
});

it('asks for the custom fields of a contact by name, with the input that goes with the type', async () => {
  await editor.openWorkflow('clickedSegment');
  await editor.openNode('Add Contact');
  await editor.page.getByText('Add field to send').click();
  const offered = editor.page.getByRole('menuitem').and(editor.page.locator(':visible'));
  await offered.first().waitFor();
  const names = (await offered.allInnerTexts()).map((name) => name.trim());
  expect(names).toEqual(expect.arrayContaining(['Age', 'City', 'First name']));
  await offered.getByText('Age', { exact: true }).click();
  await editor.parameter('age').locator('input').fill('44');
});

/** The n-th contact field in the panel, from the top. */
async function fillField(n: number, field: string, operator: string, value: string): Promise<void> {
  await editor.choose(inputOf('Field Name or ID', n), field);
  await editor.choose(inputOf('Operator', n), operator);
  await inputOf('Value', n).fill(value);
}

const inputOf = (label: string, n: number): Locator =>
  editor.page
    .getByTestId('fixed-collection-filters')
    .first()
    .getByText(label, { exact: true })
    .nth(n)
    .locator('xpath=following::input[not(@type="radio")][1]');

/** Builds a segment that nobody has filled in yet, counts it, and sends a campaign to it. */
function clickedWorkflow(example: Workflow): Workflow {
  const nodeOf = (name: string) => example.nodes.find((node) => node.name === name)!;
  const segmentId = { __rl: true, mode: 'id', value: "={{ $('Build Segment').item.json.id }}" };
  const [trigger] = example.nodes.filter(({ type }) => type.endsWith('.manualTrigger'));
  const ours = (name: string, parameters: object) => ({
    ...nodeOf('Create Segment'),
    id: name,
    name,
    parameters,
  });
  const nodes = [
    trigger!,
    ours('Build Segment', { resource: 'segment', operation: 'create', name: 'Clicked together' }),
    ours('Count Segment', { resource: 'segment', operation: 'count', segmentId }),
    {
      ...nodeOf('Create Campaign'),
      parameters: {
        ...nodeOf('Create Campaign').parameters,
        segmentIds: "={{ [$('Build Segment').item.json.id] }}",
      },
    },
    nodeOf('Send Campaign'),
    ours('Add Contact', { resource: 'contact', operation: 'upsert', email: 'added@example.com' }),
  ].map((node, n) => ({ ...node, position: [224 * n, 304] }));
  const links = nodes
    .slice(0, -1)
    .map(({ name }, n) => [name, { main: [[{ node: nodes[n + 1]!.name, type: 'main', index: 0 }]] }]);
  return {
    ...example,
    id: 'clickedSegment',
    name: 'Clicked',
    nodes,
    connections: Object.fromEntries(links),
  } as Workflow;
}
