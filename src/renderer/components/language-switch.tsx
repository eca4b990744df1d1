import { useTranslation } from 'react-i18next';
import type { Language } from '../i18n/i18n.ts';
import { useLanguage } from '../i18n/use-language.ts';
import classes from './language-switch.module.css';

const NAMES = { en: 'English', ru: 'Русский' } as const satisfies Record<Language, string>;
const LANGUAGES = ['en', 'ru'] as const satisfies readonly Language[];

export interface LanguageSwitchProps {
  readonly onChange: (language: Language) => void;
}

/** Each language by its own name, so that it is found from the other one. */
export function LanguageSwitch({ onChange }: LanguageSwitchProps) {
  const { t } = useTranslation();
  const now = useLanguage();
  return (
    <fieldset className={classes['switch']} aria-label={t('common.language')}>
      {LANGUAGES.map((language) => (
        <button
          key={language}
          type="button"
          lang={language}
          className={classes['language']}
          data-testid={`language-${language}`}
          aria-pressed={language === now}
          onClick={() => onChange(language)}
        >
          {NAMES[language]}
        </button>
      ))}
    </fieldset>
  );
}
