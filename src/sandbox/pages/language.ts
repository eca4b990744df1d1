/** The languages of the pages. */
export type Language = 'en' | 'ru';

interface Preference {
  readonly tag: string;
  readonly quality: number;
}

function readPreference(entry: string): Preference {
  const [tag = '', ...parameters] = entry.split(';').map((part) => part.trim());
  const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
  return { tag: tag.toLowerCase(), quality: quality === undefined ? 1 : Number(quality) || 0 };
}

/** Chooses a language by `Accept-Language`; English when it names neither. */
export function chooseLanguage(acceptLanguage: string | undefined): Language {
  const preferences = (acceptLanguage ?? '').split(',').map(readPreference);
  const best = (language: Language): number =>
    Math.max(
      0,
      ...preferences
        .filter(({ tag }) => tag === language || tag.startsWith(`${language}-`))
        .map(({ quality }) => quality),
    );
  return best('ru') > best('en') ? 'ru' : 'en';
}
