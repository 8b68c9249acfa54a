import type { ErrorCode } from '../../lib/model';

const CORRECT_THE_VALUE = 'Correct the value, or the expression that it comes from.';
export const CORRECT_THE_CREDENTIAL = 'Correct the Mailtarget Engine credential of this node and test it.';

export const CORRECT_THE_WEBHOOK_CREDENTIAL =
  'Correct the Mailtarget Provider Webhook credential of this node.';

export const CORRECT_THE_DKIM_CREDENTIAL = 'Correct the Mailtarget DKIM Key credential of this node.';

const IN_ITS_CREDENTIAL =
  'in the Mailtarget Engine credential and test it. Another transport has a credential of its own: correct that, and save the transport again.';

/** What to do in n8n about each error of the engine, whose own sentence knows nothing of nodes and credentials. */
export const ADVICE: Record<ErrorCode, string> = {
  INVALID_INPUT: CORRECT_THE_VALUE,
  INVALID_EMAIL: CORRECT_THE_VALUE,
  LINE_BREAK_IN_HEADER: CORRECT_THE_VALUE,
  TEMPLATE_INVALID:
    'Correct the template. In an expression, {{ }} with a $ in it is resolved by n8n, all others are contact variables.',
  CSV_INVALID: 'Check which binary field holds the file, and that the file starts with a header row.',
  FIELD_VALUE_INVALID:
    'Correct the value, or the expression that it comes from. A date is written as 2026-01-31.',
  FILTER_INVALID: 'Correct the filter. Text, numbers, dates and yes/no fields have operators of their own.',
  WEBHOOK_SIGNATURE_INVALID:
    'Compare the credential of the webhook with what the provider shows, and hand over the body as it came: a Webhook node does so with its option Raw Body.',
  WEBHOOK_STALE:
    'Check the clock of this machine. A webhook that is repeated after days is refused on purpose.',
  PORT_UNAVAILABLE: 'Choose another port, or end what uses this one.',
  WEBHOOK_NOT_FOUND: 'Pick the webhook from the list, or use the ID that Create or Get Many returned.',
  DEAD_LETTER_NOT_FOUND: 'Take the ID from Webhook: Get Dead Letters. What was taken since is forgotten.',
  TOO_MANY_WEBHOOKS: 'Delete one that is no longer needed, with Webhook: Delete.',
  WEBHOOK_ADDRESS_REFUSED:
    'Enter the address, or its network, at Private Webhook Networks in the credential if it may be told of events.',
  WEBHOOK_FAILED: 'Look at what the endpoint says, mend it, and try again.',
  PROVIDER_UNREACHABLE: 'Check that this machine may connect to the provider.',
  CAMPAIGN_NOT_FOUND: 'Pick the campaign from the list, or use the ID that Create or Get Many returned.',
  CONTACT_NOT_FOUND: 'Pick the contact from the list, or create it with Create or Update.',
  LABEL_NOT_FOUND:
    'Pick the label from the list, or create it with Label > Create. Contacts and imports bring theirs along.',
  FIELD_NOT_FOUND: 'Create the field with Custom Field > Create, or pick one that exists.',
  SEGMENT_NOT_FOUND: 'Pick the segment from the list, or use the ID that Create or Get Many returned.',
  CATEGORY_NOT_FOUND: 'Pick the category from the list.',
  SUPPRESSION_NOT_FOUND: 'Check the address; it is not on the suppression list.',
  TEMPLATE_NOT_FOUND: 'Pick the template from the list, or use the ID that Create or Get Many returned.',
  TEMPLATE_NAME_TAKEN: 'Choose another name, or update the template that has it.',
  TEMPLATE_IN_USE:
    'Delete the drafts that have the template, or give them another body, before you delete it.',
  FIELD_TAKEN: 'Use the field that has this tag, or choose another tag.',
  FIELD_IN_USE: 'Change the segments that it names, then delete the field.',
  LABEL_NAME_TAKEN: 'Merge makes one label of the two.',
  LABEL_IN_USE: 'Change the campaigns and segments that it names, or merge the label into another.',
  SEGMENT_NAME_TAKEN: 'A name that changes with each run, with the time in it for example, is never taken.',
  SEGMENT_IN_USE: 'Change the campaigns and segments that it names, then delete the segment.',
  SEGMENT_CYCLE: 'Take the segment out of the one that contains it.',
  CATEGORY_NAME_TAKEN: 'The list of categories shows those that there are.',
  CATEGORY_IN_USE: 'Change the campaigns and segments that it names, then delete the category.',
  ADDRESS_SUPPRESSED:
    'Use another address, or take it off the suppression list first if its owner asked for that.',
  CONTACT_ERASED:
    'Leave this person out. If they asked to be added again, remove their address under Suppression first.',
  CONTACT_BOUNCED: 'Check the address with its owner, then use Resubscribe.',
  CONFIRMATION_INVALID: 'Send the person a new link with Request Confirmation.',
  PUBLIC_URL_MISSING:
    'Name the page that people confirm on, the production URL of a Webhook node for example.',
  CAMPAIGN_NOT_EDITABLE: 'Duplicate the campaign and update the copy.',
  CAMPAIGN_NOT_DELETABLE:
    'Only a draft can be deleted. Cancel the schedule of a campaign that must not go out.',
  CAMPAIGN_NOT_CANCELLABLE: 'Only a scheduled campaign can be cancelled, and only before its time.',
  CAMPAIGN_NOT_SENDING:
    'Get Status tells where the campaign is. A scheduled one is ended with Cancel Schedule.',
  CAMPAIGN_NOT_PAUSED: 'Get Status tells where the campaign is.',
  CAMPAIGN_ALREADY_LAUNCHED: 'To send the same content again, duplicate the campaign and send the copy.',
  CAMPAIGN_WAITING:
    'Mend what it says, in the Mailtarget Engine credential for example. The campaign then goes on by itself, a paused one with Resume; do not send it again.',
  CAMPAIGN_HAS_ERRORS: 'Run Check on the campaign to see everything that is wrong, and update the campaign.',
  EMPTY_AUDIENCE: 'Run Count Recipients on the campaign: it says who is left out, and why.',
  SENDER_MISSING: 'Fill in Sender Email, or the default sender of the Mailtarget Engine credential.',
  SCHEDULE_IN_THE_PAST:
    'Choose a later time. A time without an offset is taken in the timezone of the workflow (see its settings).',
  TRANSPORT_MISSING: 'Fill in the SMTP fields of the Mailtarget Engine credential.',
  TRANSPORT_UNFIT: 'Change the campaign, or send it through an SMTP relay: Transport > Save adds one.',
  DKIM_KEY_INVALID:
    'Paste the whole private key, with its BEGIN and END lines, into the Mailtarget DKIM Key credential.',
  RELAY_LOGIN_REFUSED: `Correct user and password ${IN_ITS_CREDENTIAL}`,
  RELAY_TLS_FAILED: `Correct port and TLS mode ${IN_ITS_CREDENTIAL}`,
  RELAY_REFUSES_SENDER: 'Allow the sender email at the relay, or send from an address that it allows.',
  RELAY_UNREACHABLE: `Correct SMTP host and port ${IN_ITS_CREDENTIAL}`,
  DATA_FOLDER_NOT_WRITABLE:
    'Name another data folder in the Mailtarget Engine credential, or let the user that runs n8n write to this one.',
  DATABASE_UNREACHABLE:
    'Check that the database runs, and the Postgres URL in the Mailtarget Engine credential.',
  STORE_TOO_NEW: 'Update the n8n-nodes-mailtarget package under Settings > Community Nodes.',
  ENCRYPTION_KEY_MISSING: CORRECT_THE_CREDENTIAL,
  ENCRYPTION_KEY_WRONG: CORRECT_THE_CREDENTIAL,
  ENGINE_STOPPED: 'Run the node again; the engine starts anew.',
  NODE_TOO_OLD: 'Run n8n on Node.js 24 or later.',
  NOT_SUPPORTED: 'Choose another operation.',
  INTERNAL: 'Please report this at the address of the package, with the message above.',
};
