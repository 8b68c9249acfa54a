import { type Language, LANGUAGES } from './texts';

/** The first of our languages in the order that a browser prefers them (RFC 9110, section 12.5.4). */
export function chooseLanguage(acceptLanguage: string | undefined): Language {
  const wanted = (acceptLanguage ?? '')
    .slice(0, 500)
    .split(',')
    .map((range) => {
      const [tag = '', ...parameters] = range
        .trim()
        .toLowerCase()
        .split(/\s*;\s*/);
      const quality = parameters.find((parameter) => parameter.startsWith('q='));
      return { primary: tag.split('-')[0]!, quality: quality === undefined ? 1 : Number(quality.slice(2)) };
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality);
  for (const { primary } of wanted) {
    const language = LANGUAGES.find((one) => one === primary);
    if (language) return language;
  }
  return 'en';
}
