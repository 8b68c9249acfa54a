/** What a server offers (RFC 5321 section 4.1.1.1). */
export interface Extensions {
  /** RFC 2920: commands may follow one another without waiting. */
  pipelining: boolean;
  /** RFC 3030: a message may follow its envelope without waiting, and needs no final dot. */
  chunking: boolean;
  /** RFC 6152. */
  eightBit: boolean;
  /** RFC 6531: addresses beyond ASCII. */
  smtpUtf8: boolean;
  /** RFC 3461. */
  dsn: boolean;
  /** RFC 1870: MAIL says how large the message is. */
  size: boolean;
  /** Bytes; Infinity where the server names no limit. */
  maxSize: number;
}

/** Reads the reply to EHLO; after a HELO there is none of them in it. */
export function readExtensions(ehlo: string): Extensions {
  const offered = new Map<string, string>();
  for (const line of ehlo.split('\n').slice(1)) {
    const [keyword = '', ...parameters] = line.slice('250-'.length).trim().split(/\s+/);
    offered.set(keyword.toUpperCase(), parameters.join(' '));
  }
  return {
    pipelining: offered.has('PIPELINING'),
    chunking: offered.has('CHUNKING'),
    eightBit: offered.has('8BITMIME'),
    smtpUtf8: offered.has('SMTPUTF8'),
    dsn: offered.has('DSN'),
    size: offered.has('SIZE'),
    // SIZE 0 and SIZE alone: no fixed limit (RFC 1870 section 3).
    maxSize: Number(offered.get('SIZE')) || Infinity,
  };
}
