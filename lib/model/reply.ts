/** What a server answered. */
export interface Reply {
  /** RFC 5321 section 4.2: 250, 421, 550. */
  code: number;
  /** RFC 3463: `5.1.1`. */
  enhanced: string | null;
  /** The whole answer with its codes, on one line, as it can be stored and shown. */
  text: string;
}
