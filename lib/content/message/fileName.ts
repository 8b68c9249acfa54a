import { isPlain, MAX_WANTED, oneLine, quoted } from './headerText';

/** Stands for itself in RFC 2231's extended values. */
const NOT_SAFE = /[^A-Za-z0-9._-]/;
/** What a line of a continued name carries; `=XX` stays whole, and the rest of the line is `filename*12*=;` */
const MAX_SECTION = 55;

/**
 * A Content-Disposition's parameters that carry the name of a file, each on a line of its own. A name that is not
 * ASCII comes twice: readers that know RFC 2231 take the second form.
 */
export function fileNameParameters(fileName: string): string {
  const name = oneLine(fileName);
  const ascii = `filename=${quoted(name.replaceAll(/[^ -~]/gu, '_'))}`;
  if (isPlain(name)) return `;\r\n ${ascii}`;
  return [ascii, ...extended(name)].map((parameter) => `;\r\n ${parameter}`).join('');
}

/** RFC 2231 sections 4 and 3: in one piece where it fits, otherwise in numbered ones. */
function extended(name: string): string[] {
  const whole = `filename*=utf-8''${percentEncoded(name)}`;
  if (whole.length + ' ;'.length <= MAX_WANTED) return [whole];
  const sections: string[] = [];
  let section = "utf-8''";
  for (const char of name) {
    const encoded = percentEncoded(char);
    if (section.length + encoded.length > MAX_SECTION) {
      sections.push(section);
      section = '';
    }
    section += encoded;
  }
  return [...sections, section].map((value, n) => `filename*${n}*=${value}`);
}

const percentEncoded = (text: string): string => {
  let encoded = '';
  for (const char of text) {
    encoded += NOT_SAFE.test(char)
      ? Buffer.from(char).toString('hex').toUpperCase().replaceAll(/../g, '%$&')
      : char;
  }
  return encoded;
};
