import type { ContactFields, SubstitutionData } from '../model';

/** Values by name. */
export type Variables = Readonly<Record<string, unknown>>;

/** Empty text is none. */
export const isValue = (value: unknown): boolean => value !== undefined && value !== null && value !== '';

/** What personalization knows of a contact. */
export interface Addressee {
  email: string;
  name: string | null;
  fields: ContactFields;
}

/** Whom previews and tests are made for where no contact is named. */
export const SAMPLE_CONTACT: Addressee = { email: 'sample@example.com', name: 'Sample Contact', fields: {} };

/**
 * What the templates of a campaign may name for one contact.
 * @param substitutionData the campaign's own: it lies beneath the contact's fields
 * @param sendData what the send brought along: it lies on top
 */
export function variablesFor(
  { email, name, fields }: Addressee,
  substitutionData: SubstitutionData | null,
  sendData: SubstitutionData | null,
): Variables {
  return { ...substitutionData, ...fields, email, ...(name ? { name } : undefined), ...sendData };
}
