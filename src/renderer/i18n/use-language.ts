import { useTranslation } from 'react-i18next';
import type { Language } from './i18n.ts';

/** The language that the words are in now; amounts and times follow it. */
export function useLanguage(): Language {
  const { i18n } = useTranslation();
  return i18n.language === 'ru' ? 'ru' : 'en';
}
