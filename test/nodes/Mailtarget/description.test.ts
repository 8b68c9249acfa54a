import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import packageJson from '../../../package.json';
import { Mailtarget } from '../../../nodes/Mailtarget/Mailtarget.node';
import * as campaign from '../../../nodes/Mailtarget/resources/campaign';
import * as category from '../../../nodes/Mailtarget/resources/category';
import * as consent from '../../../nodes/Mailtarget/resources/consent';
import * as contact from '../../../nodes/Mailtarget/resources/contact';
import * as customField from '../../../nodes/Mailtarget/resources/customField';
import * as event from '../../../nodes/Mailtarget/resources/event';
import * as label from '../../../nodes/Mailtarget/resources/label';
import * as report from '../../../nodes/Mailtarget/resources/report';
import * as segment from '../../../nodes/Mailtarget/resources/segment';
import * as sendingDomain from '../../../nodes/Mailtarget/resources/sendingDomain';
import * as suppression from '../../../nodes/Mailtarget/resources/suppression';
import * as template from '../../../nodes/Mailtarget/resources/template';
import * as transport from '../../../nodes/Mailtarget/resources/transport';
import * as webhook from '../../../nodes/Mailtarget/resources/webhook';

const root = join(__dirname, '../../..');
const { description, methods } = new Mailtarget();
const resources = {
  campaign,
  category,
  consent,
  contact,
  customField,
  event,
  label,
  report,
  segment,
  sendingDomain,
  suppression,
  template,
  transport,
  webhook,
};

/** Every parameter, those inside collections too. */
const parametersIn = (properties: INodeProperties[]): INodeProperties[] =>
  properties.flatMap((property) => [
    property,
    ...(property.options ?? []).flatMap((option) => {
      if ('values' in option) return parametersIn(option.values);
      return 'type' in option ? parametersIn([option]) : [];
    }),
  ]);
const parameters = parametersIn(description.properties);

const operationsOf = (properties: INodeProperties[]) =>
  properties.find(({ name }) => name === 'operation')!.options as INodePropertyOptions[];

test.each(Object.entries(resources))(
  'every operation of %s is offered, explained and there',
  (_name, resource) => {
    const offered = operationsOf(resource.description);
    expect(offered.map(({ value }) => value).sort()).toEqual(Object.keys(resource.operations).sort());
    for (const operation of offered) {
      expect(operation).toEqual({
        name: expect.stringMatching(/^[A-Z]/),
        value: expect.any(String),
        action: expect.stringMatching(/^[A-Z][^A-Z]+( CSV file)?$/),
        description: expect.stringMatching(/^[A-Z]/),
      });
    }
  },
);

test('the resources offered are the resources there are', () => {
  const [resource] = description.properties;
  const offered = resource!.options as INodePropertyOptions[];
  expect(offered.map(({ value }) => value)).toEqual(Object.keys(resources));
});

test('every parameter is explained, and every list it loads exists', () => {
  const lists = parameters.flatMap(({ typeOptions, modes = [] }) => [
    typeOptions?.loadOptionsMethod,
    typeOptions?.resourceMapper?.resourceMapperMethod,
    ...modes.map((mode) => mode.typeOptions?.searchListMethod),
  ]);
  const { loadOptions, listSearch, resourceMapping } = methods;
  const known = [loadOptions, listSearch, resourceMapping].flatMap((group) => Object.keys(group));
  expect([...new Set(lists.filter((name) => name !== undefined))].sort()).toEqual(known.sort());

  const unexplained = parameters.filter(
    ({ name, description: text, type }) =>
      !text && !['resource', 'operation'].includes(name) && !['collection', 'notice'].includes(type),
  );
  expect(unexplained).toEqual([]);
});

test('the credential names a test that exists', () => {
  const [credential] = description.credentials!;
  expect(Object.keys(methods.credentialTest)).toContain(credential!.testedBy);
});

test('icons and codex are where n8n looks for them, under the name of the package', () => {
  const folder = join(root, 'nodes/Mailtarget');
  for (const icon of Object.values(description.icon as Record<string, string>)) {
    expect(existsSync(join(folder, icon.replace('file:', '')))).toBe(true);
  }
  const codex = JSON.parse(readFileSync(join(folder, 'Mailtarget.node.json'), 'utf8'));
  expect(codex.node).toBe(`${packageJson.name}.${description.name}`);
});
