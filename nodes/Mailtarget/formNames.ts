import { MailtargetEngine } from '../../credentials/MailtargetEngine.credentials';

/** What the engine's options call otherwise than the form of its credential. */
const FIELDS: Record<string, string> = {
  'database.folder': 'dataFolder',
  'database.url': 'postgresUrl',
  'defaultSender.email': 'senderEmail',
  'defaultSender.name': 'senderName',
  'warmUp.startedAt': 'warmUpStart',
  'warmUp.firstDay': 'warmUpFirstDay',
  'warmUp.growth': 'warmUpGrowth',
  'warmUp.days': 'warmUpDays',
};

const FORM = new MailtargetEngine().properties;

/** `relay.host`, or `host` of a relay, is `SMTP Host`; undefined for what is not in the form. */
export function nameInCredential(path: string): string | undefined {
  const [, field = '', index] = /^(?:relay\.)?(.*?)(?:\.(\d+))?$/.exec(path)!;
  const name = FORM.find((one) => one.name === (FIELDS[field] ?? field))?.displayName;
  return name && index !== undefined ? `${name}, ${placeOf(index)}` : name;
}

/** `options.relay.host: Name the SMTP host.` is `SMTP Host: Name the SMTP host.`; undefined for what does not begin with a field of the form. */
export function inWordsOfCredential(message: string): string | undefined {
  const [opening, path] = /^(?:options\.|transport\.)?([\w.]+): /.exec(message) ?? [];
  const name = path && nameInCredential(path);
  return name && `${name}: ${message.slice(opening!.length)}`;
}

/** What a field may be called that is in no form that is known here: `apiKey` is `API Key`. */
export const inWords = (path: string): string =>
  path
    .split('.')
    .map((part) => (/^\d+$/.test(part) ? placeOf(part) : titleOf(part)))
    .join(', ');

export const placeOf = (index: string): string => `no. ${Number(index) + 1}`;

const titleOf = (name: string): string =>
  name
    .split(/(?=[A-Z])/)
    .map((word) => (/^(?:api|id|ip|tls|url|utm)$/i.test(word) ? word.toUpperCase() : capitalized(word)))
    .join(' ');

const capitalized = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
