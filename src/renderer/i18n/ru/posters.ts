import type { posters as english } from '../en/posters.ts';
import type { RussianOf } from '../russian-of.ts';

export const posters = {
  open: 'Плакат',
  title: 'Печать «{{name}}»',
  slipTitle: 'Печать кода для покупателя',
  format: 'Формат',
  formats: {
    a4: 'Плакат, A4',
    a5: 'Плакат, A5',
    a6: 'Плакат, A6',
    cards: 'Карточки, 8 на листе A4',
    tents: 'Таблички на стол, 4 на листе A4',
    slip80: 'Лента 80 мм',
    slip58: 'Лента 58 мм',
  },
  language: 'Язык надписей',
  copies: 'Сколько',
  copiesWrong: 'От 1 до 48.',
  words: 'Свой текст (каждая строка отдельно)',
  wordsLimit: 'Не больше шести строк по 120 знаков.',
  address: 'Напечатать и адрес буквами',
  preview: 'Первая страница, как она будет напечатана',
  pages_one: '{{count}} страница',
  pages_few: '{{count}} страницы',
  pages_many: '{{count}} страниц',
  pages_other: '{{count}} страницы',
  replaced: 'Эти знаки напечатать нельзя: {{characters}}',
  save: 'Сохранить PDF',
  saved: 'PDF сохранён',
  print: 'Печать',
  printHint: 'Несколько страниц: сохраните PDF и напечатайте его.',
} satisfies RussianOf<typeof english>;
