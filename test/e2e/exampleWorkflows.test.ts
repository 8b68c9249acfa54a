import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ExampleN8n } from './support/exampleN8n';
import type { Outputs } from './support/n8n';

let example: ExampleN8n;

beforeAll(async () => {
  example = await ExampleN8n.create();
});

afterAll(() => example.remove());

describe('"Import contacts and send a campaign", executed by a real n8n', () => {
  let outputs: Outputs;

  beforeAll(async () => {
    outputs = await example.n8n.execute(example.importAndSend.id);
  });

  it('imports the good rows of the CSV and reports the bad one', () => {
    expect(outputs['Import Contacts']).toMatchObject([
      { json: { rows: 5, created: 4, rejectedCount: 1, rejected: [{ line: 6 }] } },
    ]);
  });

  it('creates a draft and counts its recipients, without the one who unsubscribed', () => {
    expect(outputs['Create Campaign']).toMatchObject([{ json: { status: 'draft' } }]);
    expect(outputs['Count Recipients']).toMatchObject([{ json: { count: 3 } }]);
  });

  it('waits until everything is sent, and reports it', () => {
    const whole = { status: 'sent', audience: 3, sent: 3, bounced: 0, failed: 0, skipped: 0, remaining: 0 };
    expect(outputs['Send Campaign']).toMatchObject([{ json: whole }]);
    expect(outputs['Get Report']).toMatchObject([{ json: whole }]);
  });

  it('delivers one personal message to each recipient', async () => {
    const mails = await Promise.all(
      example.smtp.messages.map(async (message) => {
        const { subject, from, html, text } = await message.parse();
        return { to: message.to, from: from?.text, subject, html, text };
      }),
    );
    expect(mails.sort((a, b) => a.to.join().localeCompare(b.to.join()))).toEqual([
      {
        to: ['amara@example.com'],
        from: '"Example News" <news@example.com>',
        subject: 'Spring is here, Amara',
        html: expect.stringContaining('spring is here, in Lagos too.'),
        text: expect.stringContaining('in Lagos too.'),
      },
      {
        to: ['bjorn@example.com'],
        from: '"Example News" <news@example.com>',
        subject: 'Spring is here, Björn',
        html: expect.stringContaining('spring is here, in Malmö too.'),
        text: expect.stringContaining('in Malmö too.'),
      },
      {
        to: ['chitra@example.com'],
        from: '"Example News" <news@example.com>',
        subject: 'Spring is here',
        html: expect.stringMatching(/<h1 style="color: #22314f;?">Hello there,/),
        text: expect.stringContaining('in Chennai too.'),
      },
    ]);
  });

  it('keeps its store in the data folder of n8n', () => {
    expect(existsSync(join(example.n8n.userFolder, '.n8n', 'mailtarget'))).toBe(true);
  });
});

describe('"Schedule a digest and change your mind", executed by a real n8n', () => {
  it('schedules, cancels and deletes, and sends nothing', async () => {
    const sentBefore = example.smtp.messages.length;
    const outputs = await example.n8n.execute(example.scheduleAndCancel.id);

    expect(outputs['Update Subject']).toMatchObject([
      { json: { subject: expect.stringMatching(/^Monthly digest, \w+ \d{4}$/) } },
    ]);
    expect(outputs['Schedule Issue']).toMatchObject([{ json: { status: 'scheduled' } }]);
    expect(outputs['Cancel Issue']).toMatchObject([{ json: { status: 'cancelled' } }]);
    expect(outputs['Delete Draft']).toMatchObject([{ json: { deleted: true } }]);
    expect(example.smtp.messages).toHaveLength(sentBefore);
  });
});

describe('a workflow that asks for what cannot be done', () => {
  it('fails with the sentence of the engine', async () => {
    await example.n8n.importWorkflows([sendOf('999')]);
    await expect(example.n8n.execute('sendUnknown')).rejects.toThrow('There is no campaign "999".');
  });
});

/** Sends the campaign with this id, on the credential of the examples. */
function sendOf(campaignId: string) {
  const send = example.importAndSend.nodes.find(({ name }) => name === 'Send Campaign')!;
  const trigger = example.importAndSend.nodes.find(({ type }) => type === 'n8n-nodes-base.manualTrigger')!;
  return {
    ...example.importAndSend,
    id: 'sendUnknown',
    name: 'Send an unknown campaign',
    nodes: [
      trigger,
      {
        ...send,
        parameters: { ...send.parameters, campaignId: { __rl: true, mode: 'id', value: campaignId } },
      },
    ],
    connections: { [trigger.name]: { main: [[{ node: send.name, type: 'main', index: 0 }]] } },
  };
}
