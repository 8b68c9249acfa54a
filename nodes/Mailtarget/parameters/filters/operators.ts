import type { INodePropertyOptions } from 'n8n-workflow';
import type { FieldType } from '../../../../lib/model';

type Operator = INodePropertyOptions & { value: string };

const equals: Operator = { name: 'Equals', value: 'equals' };
const notEquals: Operator = { name: 'Does Not Equal', value: 'not_equals' };
const contains: Operator = { name: 'Contains', value: 'contains' };
const notContains: Operator = { name: 'Does Not Contain', value: 'not_contains' };
const greater: Operator = { name: 'Is Greater Than', value: 'greater_than' };
const less: Operator = { name: 'Is Less Than', value: 'less_than' };
const after: Operator = { name: 'Is After', value: 'greater_than' };
const before: Operator = { name: 'Is Before', value: 'less_than' };
const between: Operator = { name: 'Is Between', value: 'between' };
const empty: Operator = { name: 'Is Empty', value: 'is_empty' };
const notEmpty: Operator = { name: 'Is Not Empty', value: 'is_not_empty' };

const OPERATORS: Record<FieldType, Operator[]> = {
  text: [equals, notEquals, contains, notContains, empty, notEmpty],
  number: [equals, notEquals, greater, less, between, empty, notEmpty],
  date: [equals, notEquals, after, before, between, empty, notEmpty],
  boolean: [equals, notEquals, empty, notEmpty],
};

const ALL = [equals, notEquals, contains, notContains, greater, less, between, empty, notEmpty];

/** What a field of this type can be compared by, in the words of that type; of an unknown one, everything there is. */
export const operatorsOf = (type: FieldType | undefined): INodePropertyOptions[] =>
  type === undefined ? ALL : OPERATORS[type];
