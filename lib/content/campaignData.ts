import type { SubstitutionData } from '../model';
import type { CampaignRow } from '../store';
import { type Addressee, type Variables, variablesFor } from './variables';

/** The values that come with the campaign and with its send. */
export const dataOf = (
  row: Pick<CampaignRow, 'substitution_data'> & Partial<Pick<CampaignRow, 'send_data'>>,
): Record<'substitutionData' | 'sendData', SubstitutionData | null> => ({
  substitutionData: parseData(row.substitution_data),
  sendData: parseData(row.send_data),
});

/** Makes the variables of one contact after the other. */
export function variablesOf(row: CampaignRow): (contact: Addressee) => Variables {
  const { substitutionData, sendData } = dataOf(row);
  return (contact) => variablesFor(contact, substitutionData, sendData);
}

const parseData = (json: string | null | undefined) => (json ? (JSON.parse(json) as SubstitutionData) : null);
