import type { ReasonCode } from '../exchange-types.ts';

type Words = Readonly<Record<'en' | 'ru', string>>;

/** What the file of refused rows says of each. */
export const REASON_WORDS: Readonly<Record<ReasonCode, Words>> = {
  name_missing: { en: 'No name', ru: 'Нет названия' },
  name_too_long: { en: 'The name is too long (200 at most)', ru: 'Название длиннее 200 знаков' },
  price_missing: { en: 'No price', ru: 'Нет цены' },
  price_wrong: { en: 'The price is not a number', ru: 'Цена — не число' },
  price_negative: { en: 'The price is below zero', ru: 'Цена меньше нуля' },
  price_too_precise: {
    en: 'The price has more decimals than the currency',
    ru: 'В цене больше знаков после запятой, чем в валюте',
  },
  price_ambiguous: {
    en: 'The price can be read in two ways: choose the decimal mark',
    ru: 'Цену можно прочесть двояко: выберите десятичный знак',
  },
  price_too_large: { en: 'The price is too large', ru: 'Цена слишком велика' },
  sku_too_long: { en: 'The SKU is too long (80 at most)', ru: 'Артикул длиннее 80 знаков' },
  sku_repeated: { en: 'Another row has this SKU', ru: 'Такой артикул уже есть в другой строке' },
  sku_taken: { en: 'Another product has this SKU', ru: 'Такой артикул уже есть у другого товара' },
  barcode_check_digit: {
    en: 'The check digit of the barcode is wrong',
    ru: 'Неверная контрольная цифра штрихкода',
  },
  barcode_rounded: { en: 'A spreadsheet has rounded the barcode', ru: 'Штрихкод округлён таблицей' },
  barcode_too_long: { en: 'The barcode is too long (80 at most)', ru: 'Штрихкод длиннее 80 знаков' },
  barcodes_too_many: { en: 'More than 20 barcodes', ru: 'Больше 20 штрихкодов' },
  barcode_repeated: { en: 'Another row has this barcode', ru: 'Такой штрихкод уже есть в другой строке' },
  barcode_taken: { en: 'Another product has this barcode', ru: 'Такой штрихкод уже есть у другого товара' },
  category_too_deep: { en: 'The category is more than 8 levels deep', ru: 'Категория глубже 8 уровней' },
  category_too_long: {
    en: "A category's name is too long (80 at most)",
    ru: 'Название категории длиннее 80 знаков',
  },
  categories_too_many: { en: 'Too many categories', ru: 'Слишком много категорий' },
  description_too_long: {
    en: 'The description is too long (4000 at most)',
    ru: 'Описание длиннее 4000 знаков',
  },
  unit_unknown: { en: 'This unit is not sold here', ru: 'В таких единицах здесь не продают' },
  tax_unknown: { en: 'The shop has no such tax rate', ru: 'В магазине нет такой ставки налога' },
  flag_unknown: { en: 'Neither yes nor no', ru: 'Не «да» и не «нет»' },
  partner_too_long: {
    en: "The partner's product id is too long (80 at most)",
    ru: 'Код товара у партнёра длиннее 80 знаков',
  },
  partner_taken: {
    en: "Another product has this partner's id",
    ru: 'Такой код у партнёра уже есть у другого товара',
  },
  type_unsupported: { en: 'Nothing that can be sold', ru: 'Такое нельзя продать' },
  variant_too_long: {
    en: "The variant's name is too long (120 at most)",
    ru: 'Название варианта длиннее 120 знаков',
  },
  variant_repeated: { en: 'The product has this variant already', ru: 'Такой вариант у товара уже есть' },
  variant_name_missing: {
    en: 'Of several variants, one has no name',
    ru: 'У одного из вариантов нет названия',
  },
  variants_too_many: { en: 'More than 200 variants', ru: 'Больше 200 вариантов' },
  row_repeated: {
    en: 'Another row is about the same product',
    ru: 'Об этом же товаре говорит другая строка',
  },
  product_refused: {
    en: 'Another row of the same product was refused',
    ru: 'Отклонена другая строка этого же товара',
  },
};

export const REFUSED_HEADERS: Readonly<Record<'en' | 'ru', readonly [string, string, string]>> = {
  en: ['Row', 'Reason', 'Value'],
  ru: ['Строка', 'Причина', 'Значение'],
};

export function reasonWords(code: string, language: 'en' | 'ru'): string {
  const known = Object.entries(REASON_WORDS).find(([name]) => name === code);
  return known ? known[1][language] : code;
}
