import { plainText, type Reply, type ResponseHeaders, retryAfterOf } from '../../model';

/** What the API said to a request. */
export interface Answer {
  status: number;
  /** Its code for an error and its sentence, or what it says instead of them. */
  said: string;
  /** When to come again, in ms. */
  retryAfter: number | undefined;
  reply: Reply;
}

/** As it came over the wire. */
export interface RawAnswer {
  status: number;
  headers: ResponseHeaders;
  body: string;
}

/**
 * Reads what is documented and takes anything else as it comes.
 * @param secret never shown, whatever the answer repeats
 */
export function readAnswer({ status, headers, body }: RawAnswer, secret: string): Answer {
  const shown = (text: string) => plainText(text.replaceAll(secret, '…'));
  const { error, message, transmissionId } = fieldsOf(body);
  const said = shown([error, message].filter(Boolean).join(' ') || (transmissionId ? '' : body)).trim();
  const accepted = transmissionId && `transmissionId ${transmissionId}`;
  return {
    status,
    said,
    retryAfter: retryAfterOf(headers),
    reply: {
      code: status,
      enhanced: null,
      text: shown([String(status), said, accepted].filter(Boolean).join(' ')),
    },
  };
}

/** Of an error; or of a success, with or without the `data` around it. */
function fieldsOf(body: string): Record<'error' | 'message' | 'transmissionId', string> {
  const answer = objectOf(body);
  const data = isObject(answer['data']) ? answer['data'] : answer;
  return {
    error: textOf(answer['error']),
    message: textOf(answer['message']),
    transmissionId: textOf(data['transmissionId']),
  };
}

type Fields = Partial<Record<string, unknown>>;

const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

function objectOf(json: string): Fields {
  try {
    const value: unknown = JSON.parse(json);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}
