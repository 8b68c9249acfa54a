import { compileContent, renderContent, variablesFor } from '../content';
import { type Identity, messageMaker, type OutgoingMessage, unsubscribeByMail } from '../delivery';
import { type ContactFields, domainOf, MailtargetError, type Sender, type TransportType } from '../model';
import type { ContactRow } from '../store';
import { DEFAULT_BODY, DEFAULT_SUBJECT } from './defaultMessage';

export interface ConfirmationText {
  subject?: string | undefined;
  /** HTML. */
  body?: string | undefined;
  sender: Sender;
  replyTo?: string | null | undefined;
}

/**
 * The message that asks one contact to confirm.
 * @param link with the token
 * @param now milliseconds
 * @returns what makes it as a type of transport takes it
 * @throws MailtargetError TEMPLATE_INVALID, also where whoever receives it would not see the link
 */
export function confirmationMessage(
  { subject = DEFAULT_SUBJECT, body = DEFAULT_BODY, sender, replyTo = null }: ConfirmationText,
  contact: ContactRow,
  { link, token }: { link: string; token: string },
  { settings, domain }: Identity,
  now: number,
): (type: TransportType) => OutgoingMessage | Promise<OutgoingMessage> {
  const from = { reply_to: replyTo, sender_email: sender.email };
  const scope = {
    // Last, so that no field of the contact is taken for it.
    variables: { ...variablesFor(addresseeOf(contact), null, null), confirm_url: link },
    token: '',
    unsubscribeUrl: unsubscribeByMail(from, settings, contact.email),
  };
  const content = compileContent(
    { subject, previewText: null, body, bodyText: null, utm: null, sender: null },
    { tracking: null },
  );
  // What is rendered is looked at: a tag may stand in a block that this contact does not get.
  const { html, text } = renderContent(content, { ...scope });
  if (!html.includes(token) || !text.includes(token)) throw linkMissing();
  const options = {
    from: { name: sender.name, address: sender.email },
    replyTo,
    listId: null,
    attachments: [],
    // A confirmation is counted as such. The link stays as it is written.
    tracking: { opens: false, clicks: false },
  };
  const make = messageMaker(content, options, domain);
  const envelope = { from: sender.email, to: contact.email };
  const recipient = {
    messageId: `<confirm.${contact.id}.${now}.${settings.storeId}@${domainOf(sender.email)}>`,
    to: { name: contact.name ?? '', address: contact.email },
    date: now,
  };
  return (type) => make(type, envelope, { ...recipient, scope: { ...scope } });
}

const addresseeOf = ({ email, name, fields }: ContactRow) => ({
  email,
  name,
  fields: JSON.parse(fields) as ContactFields,
});

const linkMissing = () =>
  new MailtargetError(
    'TEMPLATE_INVALID',
    'The body has no link to confirm with. Put one into it: <a href="{{confirm_url}}">Confirm</a>.',
    { field: 'body' },
  );
