import type { INodeParameters } from 'n8n-workflow';
import { expectRefusal } from '../../support/expectRefusal';
import { byId, executeNode, resultOf, useMailtargetNode } from '../../support/mailtargetNode';

const node = useMailtargetNode();

const createOf = (component: object[]): INodeParameters =>
  ({
    resource: 'campaign',
    operation: 'create',
    subject: 'Spring',
    bodyType: 'components',
    components: { component },
    simplify: false,
  }) as never;
const componentsOf = async (component: object[]) => (await resultOf(node, createOf(component)))['components'];

const column = (...component: object[]) => ({ contents: { component } });

test('every type of component takes all its fields', async () => {
  const link = { text: 'Shop', url: 'https://example.com/shop' };
  const header = { title: 'News', logoUrl: 'https://example.com/logo.png' };
  const logo = { logoAlt: 'Example', logoWidth: 80, url: 'https://example.com' };
  const text = { type: 'text', text: 'Hello', align: 'right' };
  const image = { type: 'image', src: 'https://example.com/a.png', alt: 'A bench' };
  const imageOptions = { url: 'https://example.com/a', width: 300, align: 'left' };
  const button = { type: 'button', text: 'Read', url: 'https://example.com/read' };
  const buttonOptions = { color: '#111111', textColor: '#eeeeee', align: 'left' };
  const footer = { type: 'footer', address: '1 High Street', text: 'You subscribed.' };
  const preferences = { preferencesUrl: 'https://example.com/p', preferencesText: 'Choose' };
  const footerOptions = { ...preferences, unsubscribeText: 'Leave' };
  expect(
    await componentsOf([
      { type: 'header', ...header, options: { ...logo, links: { link: [link] } } },
      text,
      { ...image, options: imageOptions },
      { ...button, options: buttonOptions },
      { type: 'divider', color: '#abcdef' },
      { type: 'spacer', height: 8 },
      { type: 'columns', columns: { column: [column(text, { ...image, options: {} }), column()] } },
      { ...footer, options: footerOptions },
    ]),
  ).toEqual([
    { type: 'header', ...header, ...logo, links: [link] },
    text,
    { ...image, ...imageOptions },
    { ...button, ...buttonOptions },
    { type: 'divider', color: '#abcdef' },
    { type: 'spacer', height: 8 },
    { type: 'columns', columns: [[text, { ...image, align: 'center' }], []] },
    { ...footer, ...footerOptions },
  ]);
});

test('what is left empty has the defaults of the engine, and what another type left behind is ignored', async () => {
  const left = { text: 'Left behind', url: 'https://example.com', title: 'Old', height: 50 };
  expect(
    await componentsOf([{ type: 'header' }, { type: 'divider', ...left, color: '' }, { type: 'footer' }]),
  ).toEqual([
    { type: 'header', logoAlt: '', logoWidth: 160, links: [] },
    { type: 'divider', color: '#d9dde3' },
    { type: 'footer', address: '', unsubscribeText: 'Unsubscribe', preferencesText: 'Preferences' },
  ]);
});

test('contact variables and expressions of n8n stand side by side, in columns too', async () => {
  const text = { type: 'text', text: '={{first_name | default: "there"}}, news for {{ $json.month }}' };
  const button = {
    type: 'button',
    text: '={{ $json.month }}',
    url: '=https://{{ $json.host }}/?for={{email}}',
  };
  const create = createOf([text, { type: 'columns', columns: { column: [column(button)] } }]);
  const { json } = await executeNode(node, create, {
    items: [{ json: { month: 'May', host: 'a.example' } }],
  });
  expect(json[0]!['components']).toMatchObject([
    { text: '{{first_name | default: "there"}}, news for May' },
    { columns: [[{ text: 'May', url: 'https://a.example/?for={{email}}' }]] },
  ]);
});

test('update replaces a body by components, and components by a body', async () => {
  const { id } = await node.engine.campaigns.create({ subject: 'Spring', body: '<p>Before</p>' });
  const update = (updateFields: object) =>
    resultOf(node, {
      resource: 'campaign',
      operation: 'update',
      campaignId: byId(id),
      updateFields,
      simplify: false,
    } as never);
  const component = [{ type: 'text', text: '={{first_name}} in {{ 1 + $itemIndex }}' }];
  expect(await update({ components: { component } })).toMatchObject({
    components: [{ type: 'text', text: '{{first_name}} in 1' }],
    body: expect.stringContaining('in 1'),
  });
  expect(await update({ body: '<p>After</p>' })).toMatchObject({ components: null, body: '<p>After</p>' });
});

test('a refusal names the component and its field in the words of the node', async () => {
  const text = { type: 'text', text: 'Hello' };
  const button = { type: 'button', text: 'Read', url: 'https://example.com', options: { color: 'blueish' } };
  const inColumn = { type: 'columns', columns: { column: [column(), column(text, button)] } };
  const shown = { code: 'INVALID_INPUT', advice: /Correct the value/ } as const;
  await expectRefusal(node, createOf([text, button]), {
    ...shown,
    message: /^Components, no\. 2, Button Color: Write a colour like/,
  });
  await expectRefusal(node, createOf([inColumn]), {
    ...shown,
    message: /^Components, no\. 1, Columns, no\. 2, no\. 2, Button Color: Write a colour like/,
  });
  await expectRefusal(node, createOf([]), { ...shown, message: /^Components: Add at least one component/ });
});
