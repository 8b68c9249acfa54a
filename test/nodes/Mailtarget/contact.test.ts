import { byId, resultOf, executeNode, useMailtargetNode } from '../../support/mailtargetNode';

const node = useMailtargetNode();
const contact = (operation: string, parameters: object) =>
  ({ resource: 'contact', operation, ...parameters }) as never;

beforeAll(async () => {
  const { fields } = node.engine;
  for (const tag of ['city', 'first_name', 'plan']) await fields.create({ tag });
  await fields.create({ tag: 'age', type: 'number' });
  await fields.create({ tag: 'birthday', type: 'date' });
  await fields.create({ tag: 'vip', type: 'boolean' });
});

describe('create or update', () => {
  const upsert = (email: string, additionalFields: object, value: object = {}) =>
    resultOf(
      node,
      contact('upsert', { email, additionalFields, fields: { mappingMode: 'defineBelow', value, schema } }),
    );
  const schema = [
    { id: 'age', type: 'number' },
    { id: 'birthday', type: 'dateTime' },
    { id: 'vip', type: 'boolean' },
    { id: 'city', type: 'string' },
  ].map((field) => ({
    ...field,
    displayName: field.id,
    display: true,
    required: false,
    defaultMatch: false,
  }));

  test('creates a contact with labels, system fields and custom fields', async () => {
    const created = await upsert(
      'Ana@Example.com',
      {
        name: 'Ana Lima',
        status: 'pending',
        labels: 'Customers, VIP',
        source: 'Fair',
        funnelStatus: 'loyal_customer',
        timeZone: 'Asia/Jakarta',
        subscribedAt: '2026-01-31T09:00:00+07:00',
      },
      { age: '33', birthday: '1993-05-01T00:00:00', vip: 'true', city: 'Lisbon' },
    );
    expect(created).toMatchObject({
      email: 'ana@example.com',
      name: 'Ana Lima',
      status: 'pending',
      suppressed: false,
      source: 'Fair',
      funnelStatus: 'loyal_customer',
      subscribedAt: '2026-01-31T02:00:00.000Z',
      labels: [{ name: 'Customers' }, { name: 'VIP' }],
      fields: { age: 33, birthday: '1993-05-01', vip: true, city: 'Lisbon' },
    });
    expect(await node.engine.contacts.get('ana@example.com')).toMatchObject({ timeZone: 'Asia/Jakarta' });
  });

  test('updates what is given and keeps the rest', async () => {
    const fields = { city: 'Lisbon', plan: 'free', age: 3 };
    await node.engine.contacts.upsert({
      email: 'ben@example.com',
      name: 'Ben',
      source: 'Fair',
      fields,
      labels: ['Old'],
    });
    const updated = await upsert(
      'ben@example.com',
      { labels: "={{ ['New, with comma'] }}", source: '' },
      { plan: '={{ "paid" }}', city: '={{ null }}', age: null, first_name: '' },
    );
    expect(updated).toMatchObject({ name: 'Ben', source: null, fields: { plan: 'paid', age: 3 } });
    expect(Object.keys(updated['fields'] as object).sort()).toEqual(['age', 'plan']);
    expect(updated['labels']).toMatchObject([{ name: 'New, with comma' }, { name: 'Old' }]);
  });

  test('maps the properties of the item that are fields', async () => {
    const fields = { mappingMode: 'autoMapInputData', value: null };
    const { json } = await executeNode(node, contact('upsert', { email: '={{ $json.email }}', fields }), {
      items: [{ json: { email: 'auto@example.com', city: 'Leeds', age: 41, row_number: 7 } }],
    });
    expect(json).toMatchObject([{ fields: { city: 'Leeds', age: 41 } }]);
  });

  test('refuses a value that does not go with its field', async () => {
    const fields = { mappingMode: 'autoMapInputData', value: null };
    const { error } = await executeNode(node, contact('upsert', { email: 'bad@example.com', fields }), {
      items: [{ json: { age: 'about forty' } }],
    });
    expect(error).toMatchObject({
      type: 'FIELD_VALUE_INVALID',
      message: expect.stringMatching(/age.*about forty/i),
    });
  });
});

test('labels are added to one contact and removed from it', async () => {
  await node.engine.contacts.upsert({ email: 'label@example.com', labels: ['Old'] });
  const contactId = { __rl: true, mode: 'email', value: 'label@example.com' };
  const names = async (operation: string, labels: string) => {
    const result = await resultOf(node, contact(operation, { contactId, labels }));
    return (result['labels'] as { name: string }[]).map(({ name }) => name);
  };
  expect(await names('addLabels', 'New, Newer')).toEqual(['New', 'Newer', 'Old']);
  expect(await names('removeLabels', 'Newer, Old, Unknown')).toEqual(['New']);
});

test('a contact comes out with activity and housekeeping only when Simplify is off', async () => {
  const { id } = await node.engine.contacts.upsert({ email: 'simple@example.com' });
  const get = (simplify: boolean) => resultOf(node, contact('get', { contactId: byId(id), simplify }));
  expect(Object.keys(await get(true))).toHaveLength(10);
  expect(await get(false)).toMatchObject({ lastOpenAt: null, timeZone: null, createdAt: expect.any(String) });
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

test('get many filters by segment', async () => {
  const { contacts, segments } = node.engine;
  const { id } = await contacts.upsert({ email: 'in@segment.example', fields: { city: 'Segment' } });
  await contacts.upsert({ email: 'out@segment.example' });
  const segment = await segments.create({
    name: 'City',
    filters: [{ type: 'field', field: 'city', operator: 'equals', value: 'Segment' }],
  });
  const { json } = await executeNode(node, contact('getAll', { filters: { segmentId: byId(segment.id) } }));
  expect(json.map((found) => found['id'])).toEqual([id]);
});

test('export writes those who match into a file that can be imported', async () => {
  const { contacts, labels } = node.engine;
  await contacts.upsert({ email: 'one@export.example', name: 'One, Two', labels: ['Export'] });
  await contacts.upsert({ email: 'two@export.example' });
  const label = await labels.create({ name: 'Export' });
  const filters = { labelId: byId(label.id) };
  const { items, error } = await executeNode(
    node,
    contact('exportCsv', { filters, binaryPropertyName: 'file' }),
  );
  expect(error).toBeUndefined();
  const file = items[0]!.binary!['file']!;
  expect(file).toMatchObject({ fileName: 'contacts.csv', mimeType: 'text/csv' });
  const csv = Buffer.from(file.data, 'base64').toString();
  expect(csv).toContain('one@export.example');
  expect(csv).toContain('"One, Two"');
  expect(csv).not.toContain('two@export.example');
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
