export type Language = 'en' | 'ru';

/** The language of menus and start-up messages: the system's, since settings may not be readable yet. */
export function languageOf(locale: string): Language {
  return /^ru\b/i.test(locale) ? 'ru' : 'en';
}

/** The few sentences that are said outside the page. */
export interface HostMessages {
  readonly busy: string;
  readonly cannotStart: (reason: string) => string;
  readonly screenFails: string;
  /** What a dialog says that it looks for. */
  readonly fileKinds: FileKinds;
}

export interface FileKinds {
  readonly tables: string;
  readonly pictures: string;
}

const messages: Readonly<Record<Language, HostMessages>> = {
  en: {
    busy: 'Another Tillink is already working with this data folder.',
    cannotStart: (reason) => `Tillink could not start: ${reason}.`,
    screenFails:
      'The screen keeps failing. Close the window and start Tillink again: sales and payments are kept.',
    fileKinds: { tables: 'Tables', pictures: 'Pictures' },
  },
  ru: {
    busy: 'С этой папкой данных уже работает другой Tillink.',
    cannotStart: (reason) => `Не удалось запустить Tillink: ${reason}.`,
    screenFails:
      'Экран снова и снова даёт сбой. Закройте окно и запустите Tillink ещё раз: продажи и платежи сохранены.',
    fileKinds: { tables: 'Таблицы', pictures: 'Изображения' },
  },
};

export function hostMessages(language: Language): HostMessages {
  return messages[language];
}
