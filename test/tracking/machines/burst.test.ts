import { isScan, type Visit } from '../../../lib/tracking/machines/burst';

const visit = (what: string, at: number, known: Partial<Visit> = {}): Visit => ({
  what,
  at,
  isHead: false,
  visitor: '203.0.113.7 Firefox',
  ...known,
});

test.each<[string, boolean, Visit[]]>([
  ['one link', false, [visit('0', 0)]],
  ['one link again and again', false, [visit('0', 0), visit('0', 100), visit('0', 200)]],
  ['two links within a second', true, [visit('0', 0), visit('1', 900)]],
  ['two links two seconds apart', false, [visit('0', 0), visit('1', 2000)]],
  ['three links within three seconds', true, [visit('0', 0), visit('1', 1500), visit('2', 2900)]],
  ['a link and the page to unsubscribe at once', true, [visit('0', 0), visit('page', 50)]],
  ['a link with HEAD first', true, [visit('0', 0, { isHead: true }), visit('0', 2500)]],
  [
    'a link that a scanner somewhere else tried with HEAD first',
    false,
    [visit('0', 0, { isHead: true, visitor: '192.0.2.1 -' }), visit('0', 500)],
  ],
])('whoever visits %s is a scanner: %s', (_, scan, visits) => {
  expect(isScan(visits)).toBe(scan);
  expect(isScan(visits.toReversed())).toBe(scan);
});
