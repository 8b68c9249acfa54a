import type { z } from 'zod/v4';
import { type ContactFields, contactInputSchema, MailtargetError, validate } from '../../model';
import type { ValidContact } from './contactState';
import { checkField, type FieldTypes, type FieldValue } from '../fields/fieldValues';

export type ParsedContact = z.output<typeof contactInputSchema>;

export const parseContact = (input: unknown): ParsedContact => validate(contactInputSchema, input, 'contact');

/** @throws MailtargetError FIELD_NOT_FOUND, FIELD_VALUE_INVALID */
export function checkContact({ subscribedAt, ...contact }: ParsedContact, types: FieldTypes): ValidContact {
  return {
    ...contact,
    ...(subscribedAt !== undefined && { subscribedAt: subscribedAt && Date.parse(subscribedAt) }),
    ...(contact.fields && { fields: checkFields(contact.fields, types) }),
  } as ValidContact;
}

function checkFields(fields: ContactFields, types: FieldTypes): ContactFields {
  const entries = Object.entries(fields).map(([tag, given]): [string, FieldValue] => {
    const checked = checkField(tag, given, types);
    if ('value' in checked) return [tag, checked.value];
    throw new MailtargetError(checked.code, checked.reason, { field: `fields.${tag}` });
  });
  return Object.fromEntries(entries);
}
