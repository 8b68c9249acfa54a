import {
  type CampaignInput,
  campaignChangesSchema,
  campaignInputSchema,
  NOBODY,
  scheduleInputSchema,
  validate,
} from '../../lib/model';

const create = (input: Partial<CampaignInput>) =>
  validate(campaignInputSchema, { subject: 'Hello', body: '<p>Hello</p>', ...input }, 'campaign');
const change = (changes: object) => validate(campaignChangesSchema, changes, 'campaign');
const schedule = (scheduledAt: unknown) => validate(scheduleInputSchema, { scheduledAt }, 'schedule');

test('a campaign that names no recipients is for nobody', () => {
  expect(create({}).recipients).toEqual(NOBODY);
});

test.each([
  ['no subject', { subject: ' ' }, 'A campaign needs a subject.'],
  ['no body', { body: '\n' }, 'A campaign needs a body.'],
  ['a body over a megabyte', { body: 'x'.repeat(1_000_001) }, 'The HTML is over a megabyte.'],
  ['a line break in the sender name', { senderName: 'Ana\nBcc: x' }, 'Remove the line break'],
  ['a reply address that is none', { replyTo: 'ana' }, '"ana" is not an email address.'],
])('refuses %s', (_, input, sentence) => {
  expect(() => create(input)).toThrow(sentence);
});

test('changes keep what is absent, defaults included', () => {
  expect(change({})).toEqual({});
});

test('null empties an optional field and nothing else', () => {
  const emptied = { previewText: null, replyTo: null, bodyText: null };
  expect(change(emptied)).toEqual(emptied);
  for (const field of ['subject', 'body', 'recipients', 'senderEmail']) {
    expect(() => change({ [field]: null })).toThrow(
      expect.objectContaining({ code: 'INVALID_INPUT', details: { field } }),
    );
  }
});

test.each(['2026-12-01T09:00:00+07:00', '2026-12-01T02:00:00.000Z', '2026-12-01T02:00Z'])(
  'a campaign can be scheduled for %s',
  (time) => {
    expect(schedule(time)).toEqual({ scheduledAt: time });
  },
);

test.each([
  '2026-12-01T09:00:00',
  '2026-12-01',
  '2026-12-01T09:00:00+24:00',
  '2026-02-30T09:00:00Z',
  'tomorrow',
  1_796_000_000_000,
])('a campaign cannot be scheduled for %s', (time) => {
  expect(() => schedule(time)).toThrow('Give the time with its offset');
});
