import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { Language } from './messages.ts';

export interface MenuParts {
  readonly language: Language;
  /** Without devtools and reload. */
  readonly production: boolean;
  readonly platform: NodeJS.Platform;
}

const english = {
  file: 'File',
  quit: 'Quit Tillink',
  hide: 'Hide Tillink',
  edit: 'Edit',
  undo: 'Undo',
  redo: 'Redo',
  cut: 'Cut',
  copy: 'Copy',
  paste: 'Paste',
  selectAll: 'Select all',
  view: 'View',
  fullScreen: 'Full screen',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  actualSize: 'Actual size',
  reload: 'Reload',
  devTools: 'Developer tools',
};

const russian: typeof english = {
  file: 'Файл',
  quit: 'Завершить Tillink',
  hide: 'Скрыть Tillink',
  edit: 'Правка',
  undo: 'Отменить',
  redo: 'Повторить',
  cut: 'Вырезать',
  copy: 'Копировать',
  paste: 'Вставить',
  selectAll: 'Выделить всё',
  view: 'Вид',
  fullScreen: 'Во весь экран',
  zoomIn: 'Увеличить',
  zoomOut: 'Уменьшить',
  actualSize: 'Обычный размер',
  reload: 'Перезагрузить',
  devTools: 'Инструменты разработчика',
};

const labels: Readonly<Record<Language, typeof english>> = { en: english, ru: russian };

/** The menu as data: roles bring what to do and the usual keys, labels are ours. */
export function menuTemplate({ language, production, platform }: MenuParts): MenuItemConstructorOptions[] {
  const label = labels[language];
  const quit: MenuItemConstructorOptions = { role: 'quit', label: label.quit };
  const first: MenuItemConstructorOptions =
    platform === 'darwin'
      ? { label: 'Tillink', submenu: [{ role: 'hide', label: label.hide }, { type: 'separator' }, quit] }
      : { label: label.file, submenu: [quit] };
  const development: MenuItemConstructorOptions[] = [
    { type: 'separator' },
    { role: 'reload', label: label.reload },
    { role: 'toggleDevTools', label: label.devTools },
  ];
  return [
    first,
    {
      label: label.edit,
      submenu: [
        { role: 'undo', label: label.undo },
        { role: 'redo', label: label.redo },
        { type: 'separator' },
        { role: 'cut', label: label.cut },
        { role: 'copy', label: label.copy },
        { role: 'paste', label: label.paste },
        { role: 'selectAll', label: label.selectAll },
      ],
    },
    {
      label: label.view,
      submenu: [
        { role: 'togglefullscreen', label: label.fullScreen },
        { type: 'separator' },
        { role: 'zoomIn', label: label.zoomIn },
        { role: 'zoomOut', label: label.zoomOut },
        { role: 'resetZoom', label: label.actualSize },
        ...(production ? [] : development),
      ],
    },
  ];
}

/** Replaces Electron's default menu, which offers reload and devtools to everybody. */
export function installMenu(parts: MenuParts): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(parts)));
}
