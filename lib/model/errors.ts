/** Every error a caller can meet: its stable code and the HTTP status it travels under. */
export const ERROR_STATUS = {
  INVALID_INPUT: 400,
  INVALID_EMAIL: 400,
  LINE_BREAK_IN_HEADER: 400,
  TEMPLATE_INVALID: 400,
  CSV_INVALID: 400,
  FIELD_VALUE_INVALID: 400,
  FILTER_INVALID: 400,
  WEBHOOK_SIGNATURE_INVALID: 401,
  WEBHOOK_STALE: 401,
  PROVIDER_UNREACHABLE: 502,
  WEBHOOK_NOT_FOUND: 404,
  DEAD_LETTER_NOT_FOUND: 404,
  TOO_MANY_WEBHOOKS: 422,
  WEBHOOK_ADDRESS_REFUSED: 422,
  WEBHOOK_FAILED: 502,
  CAMPAIGN_NOT_FOUND: 404,
  CONTACT_NOT_FOUND: 404,
  LABEL_NOT_FOUND: 404,
  FIELD_NOT_FOUND: 404,
  SEGMENT_NOT_FOUND: 404,
  CATEGORY_NOT_FOUND: 404,
  SUPPRESSION_NOT_FOUND: 404,
  TEMPLATE_NOT_FOUND: 404,
  TEMPLATE_NAME_TAKEN: 422,
  TEMPLATE_IN_USE: 422,
  FIELD_TAKEN: 422,
  FIELD_IN_USE: 422,
  LABEL_NAME_TAKEN: 422,
  LABEL_IN_USE: 422,
  SEGMENT_NAME_TAKEN: 422,
  SEGMENT_IN_USE: 422,
  SEGMENT_CYCLE: 422,
  CATEGORY_NAME_TAKEN: 422,
  CATEGORY_IN_USE: 422,
  ADDRESS_SUPPRESSED: 422,
  CONTACT_ERASED: 422,
  CONTACT_BOUNCED: 422,
  CONFIRMATION_INVALID: 422,
  PUBLIC_URL_MISSING: 422,
  CAMPAIGN_NOT_EDITABLE: 422,
  CAMPAIGN_NOT_DELETABLE: 422,
  CAMPAIGN_NOT_CANCELLABLE: 422,
  CAMPAIGN_NOT_SENDING: 422,
  CAMPAIGN_NOT_PAUSED: 422,
  CAMPAIGN_ALREADY_LAUNCHED: 422,
  CAMPAIGN_WAITING: 503,
  CAMPAIGN_HAS_ERRORS: 422,
  EMPTY_AUDIENCE: 422,
  SENDER_MISSING: 422,
  SCHEDULE_IN_THE_PAST: 422,
  TRANSPORT_MISSING: 422,
  TRANSPORT_UNFIT: 422,
  DKIM_KEY_INVALID: 422,
  RELAY_LOGIN_REFUSED: 422,
  RELAY_TLS_FAILED: 422,
  RELAY_REFUSES_SENDER: 422,
  RELAY_UNREACHABLE: 502,
  PORT_UNAVAILABLE: 500,
  DATA_FOLDER_NOT_WRITABLE: 500,
  DATABASE_UNREACHABLE: 503,
  STORE_TOO_NEW: 500,
  ENCRYPTION_KEY_MISSING: 400,
  ENCRYPTION_KEY_WRONG: 422,
  ENGINE_STOPPED: 503,
  NODE_TOO_OLD: 500,
  NOT_SUPPORTED: 501,
  INTERNAL: 500,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;

/** Where in the input the error lies: `{field: 'subject', line: 1, column: 7}` for a template, for example. */
export type ErrorDetails = Readonly<Record<string, string | number | boolean | null>>;

/**
 * The one error of the product. `code` is stable, `status` is the HTTP status, and `message` is a sentence that
 * says what to do.
 */
export class MailtargetError extends Error {
  override readonly name = 'MailtargetError';
  readonly status: number;

  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly details: ErrorDetails = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.status = ERROR_STATUS[code];
  }
}

/** An error as plain JSON, for a MessagePort or an HTTP body. */
export interface SerializedError {
  error: ErrorCode;
  message: string;
  details: ErrorDetails;
}

/** What is not a MailtargetError becomes INTERNAL, its message kept. */
export function serializeError(error: unknown): SerializedError {
  if (error instanceof MailtargetError) {
    return { error: error.code, message: error.message, details: error.details };
  }
  const message = error instanceof Error ? error.message : String(error);
  return { error: 'INTERNAL', message: `Unexpected error in the campaign engine: ${message}`, details: {} };
}

export function deserializeError({ error, message, details }: SerializedError): MailtargetError {
  return new MailtargetError(error, message, details);
}
