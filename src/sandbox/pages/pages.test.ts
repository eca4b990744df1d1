import { expect, test } from 'vitest';
import { html } from './html.ts';
import { chooseLanguage } from './language.ts';
import { amountFieldText, amountText, readAmountText } from './money-text.ts';

test.each([
  [undefined, 'en'],
  ['', 'en'],
  ['ru', 'ru'],
  ['ru-RU,ru;q=0.9,en;q=0.8', 'ru'],
  ['en-GB,en;q=0.9,ru;q=0.8', 'en'],
  ['de, ru;q=0.3', 'ru'],
  ['ru;q=0.2, en;q=0.7', 'en'],
  ['rum', 'en'],
])('Accept-Language %j gives %s', (header, language) => {
  expect(chooseLanguage(header)).toBe(language);
});

test.each([
  ['300', 'RUB', 30_000],
  ['300,5', 'RUB', 30_050],
  ['300.05', 'RUB', 30_005],
  ['1\u00a0234,50', 'RUB', 123_450],
  ['5.', 'RUB', 500],
  ['0.29', 'RUB', 29],
  ['300', 'JPY', 300],
  ['1.5', 'JPY', null],
  ['1.234', 'KWD', 1234],
  ['1.234', 'RUB', null],
  ['0', 'RUB', null],
  ['-5', 'RUB', null],
  ['1,234.50', 'RUB', null],
  ['1e3', 'RUB', null],
  ['', 'RUB', null],
])('reads %j %s as %j', (text, currency, minor) => {
  expect(readAmountText(text, currency)).toBe(minor);
});

test('writes amounts with the decimals of the currency', () => {
  expect(amountText(123_456, 'RUB', 'en')).toBe('₽1,234.56');
  expect(amountText(500, 'JPY', 'en')).toBe('¥500');
  expect(amountFieldText(123_456, 'RUB', 'ru')).toBe('1234,56');
});

test('html escapes text and keeps markup', () => {
  const name = `<a href="x">'&`;
  expect(html`<p title="${name}">${html`<b>${1}</b>`}${null}${[html`<i></i>`]}</p>`.markup).toBe(
    '<p title="&lt;a href=&quot;x&quot;&gt;&#39;&amp;"><b>1</b><i></i></p>',
  );
});
