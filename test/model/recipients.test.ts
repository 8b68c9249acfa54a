import { mergeRecipients, type RecipientsChanges } from '../../lib/model';

const before = { all: false, labelIds: ['1'], excludeLabelIds: ['9'] };

test.each<[string, RecipientsChanges, object]>([
  ['nothing', {}, {}],
  ['what is undefined', { all: undefined, labelIds: undefined, excludeLabelIds: undefined }, {}],
  ['whom to include', { labelIds: ['2'] }, { labelIds: ['2'] }],
  ['whom to exclude', { excludeLabelIds: [] }, { excludeLabelIds: [] }],
  ['that it is for all', { all: true }, { all: true }],
])('changing %s keeps the rest of the recipients', (_, changes, changed) => {
  expect(mergeRecipients(before, changes)).toEqual({ ...before, ...changed });
});

test('naming labels ends `all`, unless that is given too; excluding does not', () => {
  const everybody = { ...before, all: true };
  expect(mergeRecipients(everybody, { labelIds: ['2'] }).all).toBe(false);
  expect(mergeRecipients(everybody, { labelIds: ['2'], all: true }).all).toBe(true);
  expect(mergeRecipients(everybody, { excludeLabelIds: ['2'] }).all).toBe(true);
});
