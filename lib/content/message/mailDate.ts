/** Dates as in RFC 5322 section 3.3, in UTC. The last one is kept: messages go out by the hundred in each second. */
export function mailDates(): (ms: number) => string {
  let second = NaN;
  let formatted = '';
  return (ms) => {
    const asked = Math.floor(ms / 1000);
    if (asked !== second) {
      second = asked;
      formatted = new Date(1000 * asked).toUTCString().replace('GMT', '+0000');
    }
    return formatted;
  };
}
