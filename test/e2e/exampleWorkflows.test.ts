import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ParsedMail } from 'mailparser';
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
    outputs = await example.n8n.execute(example.workflows.importAndSend.id);
  });

  it('imports the good rows of the CSV and reports the bad one', () => {
    expect(outputs['Import Contacts']).toMatchObject([
      { json: { rows: 5, created: 4, rejectedCount: 1, rejected: [{ line: 6 }] } },
    ]);
  });

  it('creates a draft and counts its recipients, without the one who unsubscribed', () => {
    expect(outputs['Create Campaign']).toMatchObject([{ json: { status: 'draft', warnings: [] } }]);
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
    const outputs = await example.n8n.execute(example.workflows.scheduleAndCancel.id);

    expect(outputs['Update Subject']).toMatchObject([
      { json: { subject: expect.stringMatching(/^Monthly digest, \w+ \d{4}$/) } },
    ]);
    expect(outputs['Schedule Issue']).toMatchObject([{ json: { status: 'scheduled' } }]);
    expect(outputs['Cancel Issue']).toMatchObject([{ json: { status: 'cancelled' } }]);
    expect(outputs['Delete Draft']).toMatchObject([{ json: { deleted: true } }]);
    expect(example.smtp.messages).toHaveLength(sentBefore);
  });
});

describe('"Compose a campaign and look at it before sending", executed by a real n8n', () => {
  let outputs: Outputs;
  let mailTo: (address: string) => Promise<ParsedMail>;

  beforeAll(async () => {
    outputs = await example.n8n.execute(example.workflows.composeAndSend.id);
    mailTo = (address) => example.smtp.messages.find(({ to }) => to[0] === address)!.parse();
  });

  it('finds nothing wrong with it', () => {
    expect(outputs['Check Campaign']).toMatchObject([{ json: { errors: [], warnings: [] } }]);
  });

  it('previews it as the reader would see it, also as a file', () => {
    expect(outputs['Preview Campaign']).toMatchObject([
      {
        json: { subject: expect.stringMatching(/^The garden in \w+, Ada$/), errors: [], warnings: [] },
        binary: {
          data: { mimeType: 'text/html', fileName: expect.stringMatching(/^The-garden.*Ada\.html$/) },
        },
      },
    ]);
    expect(outputs['Show Preview']).toMatchObject([
      { json: { html: expect.stringContaining('Hello Ada,') } },
    ]);
  });

  it('sends the test to the given address alone, marked as such', async () => {
    expect(outputs['Send Test']).toMatchObject([{ json: { accepted: ['me@example.com'], rejected: [] } }]);
    const { subject, html } = await mailTo('me@example.com');
    expect(subject).toMatch(/^\[Test\] The garden in \w+, Tester$/);
    expect(html).toContain('Hello Tester,');
  });

  it('delivers the components, personal, with UTM parameters and a way to unsubscribe', async () => {
    expect(outputs['Send Campaign']).toMatchObject([{ json: { status: 'sent', audience: 1, sent: 1 } }]);
    const { subject, html, text, headers } = await mailTo('ada@example.com');
    expect(subject).toMatch(/^The garden in \w+, Ada$/);
    for (const content of [html, text]) {
      for (const part of [
        'The Garden Letter',
        'Hello Ada,',
        'Roses like',
        'Leeds LS1 1AA',
        'utm_source=garden-letter',
      ]) {
        expect(content).toContain(part);
      }
    }
    expect(html).toContain('alt="A bench under a blooming cherry tree"');
    expect(html).toContain('for=ada%40example.com');
    expect(html).toMatch(/href="mailto:leave@example\.com[^"]*"[^>]*>\s*Unsubscribe/);
    expect(headers.get('list')).toMatchObject({
      unsubscribe: { mail: expect.stringMatching(/^leave@example\.com/) },
    });
  });
});

describe('"Import with a mapping, build a segment, and send to it", executed by a real n8n', () => {
  let outputs: Outputs;

  beforeAll(async () => {
    outputs = await example.n8n.execute(example.workflows.segmentAndSend.id);
  });

  it('imports by the mapping, and puts the row that cannot be used into a file', () => {
    expect(outputs['Import Contacts']).toMatchObject([
      {
        json: { rows: 6, created: 5, rejectedCount: 1, rejected: [{ line: 7 }] },
        binary: { rejected: { fileName: 'rejected.csv', mimeType: 'text/csv' } },
      },
    ]);
    expect(outputs['Import Contacts']![0]!.json['newFields']).not.toContain('notes');
  });

  it('builds the segment with a group in it', () => {
    expect(outputs['Create Segment']).toMatchObject([
      {
        json: {
          filters: [
            { type: 'any', filters: [{ field: 'city' }, { field: 'city' }] },
            { type: 'field', field: 'age', operator: 'greater_than', value: 30 },
            { type: 'label', operator: 'contains' },
          ],
        },
      },
    ]);
  });

  it('explains who receives it and who does not', () => {
    expect(outputs['Count Recipients']).toMatchObject([
      {
        json: {
          count: 2,
          matched: 3,
          leftOut: { unsubscribed: 1 },
          sample: [{ email: 'emma@example.com' }, { email: 'farid@example.com' }],
        },
      },
    ]);
  });

  it('sends to exactly those', () => {
    expect(outputs['Send Campaign']).toMatchObject([{ json: { status: 'sent', audience: 2, sent: 2 } }]);
    const towns = ['emma', 'farid', 'greta', 'hugo', 'ines', 'jonas'].map((name) => `${name}@example.com`);
    const mailed = example.smtp.messages.flatMap(({ to }) => to).filter((address) => towns.includes(address));
    expect(mailed.sort()).toEqual(['emma@example.com', 'farid@example.com']);
  });

  it('can be executed again', async () => {
    const again = await example.n8n.execute(example.workflows.segmentAndSend.id);
    expect(again['Import Contacts']).toMatchObject([{ json: { created: 0, unchanged: 5 } }]);
    expect(again['Send Campaign']).toMatchObject([{ json: { status: 'sent', sent: 2 } }]);
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
  const send = example.workflows.importAndSend.nodes.find(({ name }) => name === 'Send Campaign')!;
  const trigger = example.workflows.importAndSend.nodes.find(
    ({ type }) => type === 'n8n-nodes-base.manualTrigger',
  )!;
  return {
    ...example.workflows.importAndSend,
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
