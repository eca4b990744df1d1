import i18next, { type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { en } from './en/words.ts';
import { en as english } from './en/words.ts';
import { ru as russian } from './ru/words.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof en };
  }
}

export type Language = 'en' | 'ru';

/** The words of the screens, both languages built in: no loading, no flash of keys. */
export function createI18n(language: Language): i18n {
  const instance = i18next.createInstance();
  void instance.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    supportedLngs: ['en', 'ru'],
    resources: { en: { translation: english }, ru: { translation: russian } },
    interpolation: { escapeValue: false }, // React escapes
    initAsync: false,
  });
  return instance;
}

/** The language to begin with, before the settings are known. */
export function preferredLanguage(tags: readonly string[]): Language {
  return tags.some((tag) => tag.toLowerCase().startsWith('ru')) ? 'ru' : 'en';
}
