/** A page; where it leads can be counted. */
const WEB_SCHEMES = ['http', 'https'] as const;
/** Behind them stands an address, or a number. */
export const ADDRESS_SCHEMES = ['mailto', 'tel', 'sms'] as const;

/** What a link may begin with, whether written or filled in; anything else could run as a script, or read a file. */
export const LINK_SCHEMES = [...WEB_SCHEMES, ...ADDRESS_SCHEMES] as const;
