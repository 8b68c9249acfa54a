import { toId, toKey, type ContactKey } from '../../lib/model';

test('an id is its key in decimal', () => {
  expect(toKey('42')).toBe(42);
  expect(toId(42 as ContactKey)).toBe('42');
  expect(toKey('999999999999999')).toBe(999_999_999_999_999);
});

test.each(['', '0', '-1', '01', '1.5', '1e3', ' 1', '0x1', '1; drop table contacts', '1000000000000000'])(
  '%j cannot be an id',
  (id) => {
    expect(toKey(id)).toBeUndefined();
  },
);
