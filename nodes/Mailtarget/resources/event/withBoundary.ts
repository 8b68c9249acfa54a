const BEGINS_WITH_HEADER = /^(?:>?From |[!-9;-~]{1,100}[ \t]*:)/;
const FIRST_BOUNDARY = /^--(\S[^\r\n]{0,69}?)[ \t]{0,20}\r?\n(?=content-)/im;

/**
 * Email Trigger (IMAP) leaves the headers of the mail out when its Format is RAW. What separates its parts stands in one of them: it is
 * taken from the first separator.
 */
export function withBoundary(mail: string): string {
  if (BEGINS_WITH_HEADER.test(mail)) return mail;
  const boundary = FIRST_BOUNDARY.exec(mail)?.[1];
  return `${boundary ? `Content-Type: multipart/mixed; boundary="${boundary}"\r\n` : ''}\r\n${mail}`;
}
