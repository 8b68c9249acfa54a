import { Contacts, Labels } from '../../lib/audience';
import { systemClock } from '../../lib/model';
import { csvBytes } from '../support/csvBytes';
import { describeEachStore } from '../support/stores';

const ROWS = 1000;
const LABELS_EACH = 70;

describeEachStore('a batch of contacts', (open) => {
  test('may bring more labels than a statement has room for, and twice changes nothing', async () => {
    const store = await open();
    const contacts = new Contacts(store, systemClock);
    const rows = Array.from({ length: ROWS }, (_, row) => {
      const labels = Array.from({ length: LABELS_EACH }, (_, label) => `label ${row * LABELS_EACH + label}`);
      return `c${row}@example.com,${labels.join(';')}`;
    });
    const file = () => csvBytes(['email,labels', ...rows].join('\n'));

    expect(await contacts.import(file())).toMatchObject({ created: ROWS });
    expect((await new Labels(store).list()).meta.total).toBe(ROWS * LABELS_EACH);
    expect((await contacts.get(`c${ROWS - 1}@example.com`)).labels).toHaveLength(LABELS_EACH);
    expect(await contacts.import(file())).toMatchObject({ created: 0, updated: 0, unchanged: ROWS });
  });
});
