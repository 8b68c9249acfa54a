import type { ContactFields } from '../model';
import type { Variables } from './compileTemplate';

/** What a template may name: the contact's fields by tag, and its email and name. */
export function variablesOf(contact: {
  email: string;
  name: string | null;
  fields: ContactFields;
}): Variables {
  return { ...contact.fields, email: contact.email, name: contact.name ?? '' };
}
