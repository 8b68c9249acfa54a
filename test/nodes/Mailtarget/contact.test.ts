import { byId, resultOf, executeNode, useMailtargetNode } from '../../support/mailtargetNode';

const node = useMailtargetNode();
const contact = (operation: string, parameters: object) =>
  ({ resource: 'contact', operation, ...parameters }) as never;

describe('create or update', () => {
  const upsert = (email: string, additionalFields: object) =>
    resultOf(node, contact('upsert', { email, additionalFields }));

  test('creates a contact with labels and custom fields', async () => {
    const created = await upsert('Ana@Example.com', {
      name: 'Ana Lima',
      status: 'pending',
      labels: 'Customers, VIP',
      fields: { field: [{ tag: 'first_name', value: 'Ana' }] },
    });
    expect(created).toMatchObject({
      email: 'ana@example.com',
      name: 'Ana Lima',
      status: 'pending',
      suppressed: false,
      labels: [{ name: 'Customers' }, { name: 'VIP' }],
      fields: { first_name: 'Ana' },
    });
  });

  test('updates what is given and keeps the rest', async () => {
    const fields = { city: 'Lisbon', plan: 'free' };
    await node.engine.contacts.upsert({ email: 'ben@example.com', name: 'Ben', fields, labels: ['Old'] });
    const updated = await upsert('ben@example.com', {
      labels: "={{ ['New, with comma'] }}",
      fields: {
        field: [
          { tag: 'plan', value: '={{ 3 }}' },
          { tag: 'city', value: '={{ null }}' },
        ],
      },
    });
    expect(updated).toMatchObject({ name: 'Ben', fields: { plan: 3 } });
    expect(updated['fields']).not.toHaveProperty('city');
    expect(updated['labels']).toMatchObject([{ name: 'New, with comma' }, { name: 'Old' }]);
  });
});

test('get takes the contact from the list, by email or by ID', async () => {
  const { id, email } = await node.engine.contacts.upsert({ email: 'get@example.com' });
  for (const [mode, value] of [
    ['list', id],
    ['email', 'Get@example.com'],
    ['id', id],
  ]) {
    const contactId = { __rl: true, mode, value };
    expect(await resultOf(node, contact('get', { contactId }))).toMatchObject({ id, email });
  }
});

test('get many filters by label name, status and text', async () => {
  const { contacts } = node.engine;
  const wanted = await contacts.upsert({ email: 'm1@many.example', labels: ['Many'], status: 'pending' });
  await contacts.upsert({ email: 'm2@many.example', labels: ['Many'] });
  await contacts.upsert({ email: 'm3@many.example', status: 'pending' });
  await contacts.upsert({ email: 'm4@other.example', labels: ['Many'], status: 'pending' });
  const filters = { labelId: 'Many', status: 'pending', search: 'many.example' };
  const { json } = await executeNode(node, contact('getAll', { filters }));
  expect(json.map(({ id }) => id)).toEqual([wanted.id]);
});

test('get many returns all contacts, beyond the size of a page', async () => {
  const rows = Array.from({ length: 1001 }, (_, n) => `row${n}@rows.example`);
  await node.engine.contacts.import(ReadableStream.from([Buffer.from(['email', ...rows].join('\n'))]));
  const filters = { search: 'rows.example' };
  const limited = await executeNode(node, contact('getAll', { filters, limit: 1000 }));
  expect(limited.json).toHaveLength(1000);
  const all = await executeNode(node, contact('getAll', { filters, returnAll: true }));
  expect(new Set(all.json.map(({ id }) => id)).size).toBe(1001);
});

test('delete removes the contact', async () => {
  const { id } = await node.engine.contacts.upsert({ email: 'gone@example.com' });
  expect(await resultOf(node, contact('delete', { contactId: byId(id) }))).toEqual({ deleted: true });
  await expect(node.engine.contacts.get(id)).rejects.toMatchObject({ code: 'CONTACT_NOT_FOUND' });
});
