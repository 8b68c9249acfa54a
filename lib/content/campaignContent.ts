import { type SubstitutionData, toId, type Utm } from '../model';
import type { CampaignRow, Db, TemplateRow } from '../store';
import type { Content } from './compileContent';
import { findTemplate } from './templateRows';
import { type Addressee, type Variables, variablesFor } from './variables';

/** What of a campaign is compiled. */
export const contentOf = (
  row: Pick<
    CampaignRow,
    'subject' | 'preview_text' | 'body' | 'body_text' | 'utm' | 'sender_name' | 'sender_email'
  >,
): Content => ({
  subject: row.subject,
  previewText: row.preview_text,
  body: row.body,
  bodyText: row.body_text,
  utm: row.utm === null ? null : (JSON.parse(row.utm) as Utm),
  sender: { name: row.sender_name, email: row.sender_email },
});

/** Makes the variables of one contact after the other. */
export function variablesOf(row: CampaignRow): (contact: Addressee) => Variables {
  const { substitutionData, sendData } = dataOf(row);
  return (contact) => variablesFor(contact, substitutionData, sendData);
}

/** The values that come with the campaign and with its send. */
export const dataOf = (
  row: Pick<CampaignRow, 'substitution_data'> & Partial<Pick<CampaignRow, 'send_data'>>,
): Record<'substitutionData' | 'sendData', SubstitutionData | null> => ({
  substitutionData: parseData(row.substitution_data),
  sendData: parseData(row.send_data),
});

const parseData = (json: string | null | undefined) => (json ? (JSON.parse(json) as SubstitutionData) : null);

type BodyColumns = Pick<CampaignRow, 'body' | 'components' | 'body_text' | 'template_id'>;

/** A campaign with what its template supplies, as it would be launched now. */
export interface Supplied<Row extends BodyColumns> {
  row: Row;
  /** Undefined where the body is the campaign's own: given so, or copied at the launch. */
  template: TemplateRow | undefined;
}

/** @throws MailtargetError TEMPLATE_NOT_FOUND when it was deleted at this moment */
export async function supplied<Row extends BodyColumns>(db: Db, row: Row): Promise<Supplied<Row>> {
  if (row.template_id === null || row.body !== '') return { row, template: undefined };
  const template = await findTemplate(db, toId(row.template_id));
  const { body, components } = template;
  return { row: { ...row, body, components, body_text: row.body_text ?? template.body_text }, template };
}
