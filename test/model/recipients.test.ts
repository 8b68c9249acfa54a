import { mergeRecipients, type Recipients, type RecipientsChanges } from '../../lib/model';

const before: Recipients = {
  all: false,
  labelIds: ['1'],
  segmentIds: ['2'],
  excludeLabelIds: ['9'],
  excludeSegmentIds: ['8'],
};

test.each<[string, RecipientsChanges, object]>([
  ['nothing', {}, {}],
  ['what is undefined', { all: undefined, labelIds: undefined, excludeLabelIds: undefined }, {}],
  ['whom to include', { labelIds: ['2'] }, { labelIds: ['2'] }],
  ['which segments to include', { segmentIds: [] }, { segmentIds: [] }],
  ['whom to exclude', { excludeLabelIds: [] }, { excludeLabelIds: [] }],
  ['which segments to exclude', { excludeSegmentIds: ['3'] }, { excludeSegmentIds: ['3'] }],
  ['that it is for all', { all: true }, { all: true }],
])('changing %s keeps the rest of the recipients', (_, changes, changed) => {
  expect(mergeRecipients(before, changes)).toEqual({ ...before, ...changed });
});

test('naming labels or segments ends `all`, unless that is given too; excluding does not', () => {
  const everybody = { ...before, all: true };
  expect(mergeRecipients(everybody, { labelIds: ['2'] }).all).toBe(false);
  expect(mergeRecipients(everybody, { segmentIds: ['2'] }).all).toBe(false);
  expect(mergeRecipients(everybody, { labelIds: ['2'], all: true }).all).toBe(true);
  expect(mergeRecipients(everybody, { excludeLabelIds: ['2'], excludeSegmentIds: ['3'] }).all).toBe(true);
});
