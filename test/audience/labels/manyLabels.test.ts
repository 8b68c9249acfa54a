import { audienceOf } from '../../support/audience';
import { csvBytes } from '../../support/csvBytes';
import { describeEachStore } from '../../support/stores';

/** 33,600 labels in all: SQLite takes 32,766 values in a statement, Postgres 65,535, and giving a label takes two. */
const ROWS = 480;
const LABELS_EACH = 70;

describeEachStore('a batch of contacts', (open) => {
  test('may bring more labels than a statement has room for, and twice changes nothing', async () => {
    const { contacts, labels: all } = audienceOf(await open());
    const rows = Array.from({ length: ROWS }, (_, row) => {
      const labels = Array.from({ length: LABELS_EACH }, (_, label) => `label ${row * LABELS_EACH + label}`);
      return `c${row}@example.com,${labels.join(';')}`;
    });
    const file = () => csvBytes(['email,labels', ...rows].join('\n'));

    expect(await contacts.import(file())).toMatchObject({ created: ROWS });
    expect((await all.list()).meta.total).toBe(ROWS * LABELS_EACH);
    expect((await contacts.get(`c${ROWS - 1}@example.com`)).labels).toHaveLength(LABELS_EACH);
    expect(await contacts.import(file())).toMatchObject({ created: 0, updated: 0, unchanged: ROWS });
  });
});
