import { attachmentsOf, runProgram } from '../../content';
import type { Attachment } from '../../model';
import type { Db } from '../../store';
import { unsubscribePath } from '../paths';
import type { Delivery } from '../request';
import { addresseesOf } from './addressees';
import type { FindCampaign } from './campaigns';

/** The message as its receiver has it; null where campaign or contact are not there any more. */
export async function viewOf(
  db: Db,
  findCampaign: FindCampaign,
  { campaign, contact }: Delivery,
  token: string,
): Promise<string | null> {
  const found = await findCampaign(campaign);
  const addressee = (await addresseesOf(db, [contact])).get(contact);
  if (!found || !addressee) return null;
  const { content, variables, publicUrl } = found;
  const html = runProgram(content.html, {
    variables: variables(addressee),
    token,
    unsubscribeUrl: `${publicUrl ?? ''}${unsubscribePath(token)}`,
  });
  return content.contentIds.size === 0 ? html : withImages(html, await attachmentsOf(db, campaign));
}

/** Attached images in the place of what names them (RFC 2392): a browser has no attachments. */
const withImages = (html: string, attachments: readonly Attachment[]): string =>
  attachments.reduce(
    (text, { contentId, contentType, content }) =>
      contentId && contentType.startsWith('image/')
        ? text.replaceAll(`cid:${contentId}`, `data:${contentType};base64,${content}`)
        : text,
    html,
  );
