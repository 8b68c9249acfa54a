/** How the message that came back begins. A report, too, names the sender and the subject of what it is about. */
const HEADER =
  /^(?:return-path|received|from|to|cc|subject|date|message-id|mime-version|content-type|content-transfer-encoding|sender|reply-to|delivered-to|dkim-signature|domainkey-signature|authentication-results|received-spf|arc-[a-z-]{1,30}|list-[a-z-]{1,30}|x-[a-z0-9-]{1,60}):/i;
/** These stand in a message alone. */
const OF_MESSAGES_ALONE =
  /^(?:return-path|received|message-id|mime-version|dkim-signature|arc-seal|x-mailer):/i;
const MIN_HEADERS = 3;

/** The line that announces it, in the servers' many wordings. */
const ANNOUNCEMENT =
  /original (?:message|e-?mail|headers?)|(?:copy|text|headers?|beginning|start|content) of (?:the|your|this) |below this line|(?:returned|unsent|undelivered|failed|bounced) (?:message|mail)|(?:message|mail) (?:headers?|follows)|headers? follow|ursprüngliche|message d'origine|mensaje original|messaggio originale|originali del messaggio|mensagem original|исходно|元のメッセージ/i;
const MAX_ANNOUNCEMENT = 120;
/** As plain as that, whatever comes behind is not the server's: qmail, Yahoo, Exim. */
const BELOW_IS_A_COPY = /^[-=*_ ]{2,20}(?:below this line is|this is) a copy of (?:the|your) message/i;
/** Blank, or a rule. */
const SAYS_NOTHING = /^[\s=_*-]*$/;

/**
 * What a report says for people, and the message that it quotes behind that.
 * @returns `returned` is empty where none is quoted
 */
export function splitReturned(lines: readonly string[]): { notice: string[]; returned: string[] } {
  // The last line that says something: an announcement, where the next one is a header.
  let last = -1;
  for (const [n, line] of lines.entries()) {
    const announced = last >= 0 && isAnnouncement(lines[last]!);
    if (HEADER.test(line) && (announced || (last < n - 1 && beginsMessage(lines, n)))) {
      return { notice: lines.slice(0, announced ? last : n), returned: lines.slice(n) };
    }
    if (BELOW_IS_A_COPY.test(line)) {
      const copy = lines.slice(n + 1);
      const begins = copy.findIndex((each) => HEADER.test(each));
      return { notice: lines.slice(0, n), returned: begins === -1 ? [] : copy.slice(begins) };
    }
    if (!SAYS_NOTHING.test(line)) last = n;
  }
  return { notice: [...lines], returned: [] };
}

const isAnnouncement = (line: string): boolean => line.length <= MAX_ANNOUNCEMENT && ANNOUNCEMENT.test(line);

function beginsMessage(lines: readonly string[], start: number): boolean {
  const block = lines.slice(start, start + 100);
  const end = block.findIndex((line) => line.trim() === '');
  const headers = block.slice(0, end === -1 ? undefined : end).filter((line) => HEADER.test(line));
  return headers.length >= MIN_HEADERS && headers.some((line) => OF_MESSAGES_ALONE.test(line));
}
