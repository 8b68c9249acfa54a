import type { ProviderName } from '../../model';
import { amazonSes } from './amazonSes';
import { mailgun } from './mailgun';
import { mailtarget } from './mailtarget';
import { postmark } from './postmark';
import type { Provider } from './provider';
import { sendgrid } from './sendgrid';

export { MAX_WEBHOOK } from './body';
export { detailsOf, idOfItem, type MailtargetItem, meaningOf, nameOf, readItems } from './mailtargetItems';
export { checkMailtarget, signStandard } from './mailtargetSignature';
export { idOf, instantOf } from './report';
export type {
  FetchText,
  Provider,
  ProviderRequest,
  ProviderResult,
  ReportedEvent,
  ReportedType,
} from './provider';

const providers: { [Name in ProviderName]: Provider<Name> } = {
  amazonSes,
  sendgrid,
  mailgun,
  postmark,
  mailtarget,
};

export const providerOf = <Name extends ProviderName>(name: Name): Provider<Name> => providers[name];
