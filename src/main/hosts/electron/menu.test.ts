import { beforeEach, expect, test } from 'vitest';
import type { MenuItemConstructorOptions } from 'electron';
import { Menu, resetElectron } from '../../../../test/electron-stand-in/electron.ts';
import { installMenu, menuTemplate } from './menu.ts';
import { languageOf } from './messages.ts';

beforeEach(() => resetElectron());

function items(template: readonly MenuItemConstructorOptions[]): readonly MenuItemConstructorOptions[] {
  return template.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? items(item.submenu) : [])]);
}

const roles = (template: readonly MenuItemConstructorOptions[]): readonly (string | undefined)[] =>
  items(template).map((item) => item.role);

test('SEC-1 a packaged till has no devtools and no reload in its menu', () => {
  const packaged = roles(menuTemplate({ language: 'en', production: true, platform: 'linux' }));
  expect(packaged).toContain('copy');
  expect(packaged).toContain('paste');
  expect(packaged).toContain('togglefullscreen');
  expect(packaged).toContain('quit');
  for (const role of ['toggleDevTools', 'reload', 'forceReload']) expect(packaged).not.toContain(role);
});

test('development has both', () => {
  const development = roles(menuTemplate({ language: 'en', production: false, platform: 'linux' }));
  expect(development).toContain('toggleDevTools');
  expect(development).toContain('reload');
});

test.each(['linux', 'darwin', 'win32'] as const)(
  'every item says what it is, in both languages, on %s',
  (platform) => {
    const parts = { production: false, platform };
    const english = items(menuTemplate({ ...parts, language: 'en' })).filter(
      (item) => item.type !== 'separator',
    );
    const russian = items(menuTemplate({ ...parts, language: 'ru' })).filter(
      (item) => item.type !== 'separator',
    );
    expect(english.every((item) => item.label)).toBe(true);
    expect(russian.every((item) => item.label === 'Tillink' || /[а-я]/i.test(item.label ?? ''))).toBe(true);
    expect(russian.map((item) => item.role)).toEqual(english.map((item) => item.role));
  },
);

test('the menu replaces Electron’s own', () => {
  installMenu({ language: 'ru', production: true, platform: 'linux' });
  expect(Menu.getApplicationMenu()?.template.map((item) => item.label)).toEqual(['Файл', 'Правка', 'Вид']);
});

test.each([
  ['ru', 'ru'],
  ['ru-RU', 'ru'],
  ['RU', 'ru'],
  ['en-GB', 'en'],
  ['run', 'en'],
  ['de', 'en'],
  ['', 'en'],
])('the locale "%s" means %s', (locale, language) => {
  expect(languageOf(locale)).toBe(language);
});
