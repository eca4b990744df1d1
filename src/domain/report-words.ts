import type { ReceiptLanguage } from './receipt.ts';
import type { ReportSection } from './report.ts';

/** What a report is written in: by section and key, with what stands around them. */
export interface ReportWords {
  readonly x: string;
  readonly z: string;
  readonly register: string;
  readonly opened: string;
  readonly closed: string;
  readonly printed: string;
  readonly test: string;
  readonly notFiscal: string;
  readonly notOpened: string;
  readonly drawerHidden: string;
  readonly reason: string;
  readonly exempt: string;
  readonly noCallNumber: string;
  readonly sections: Readonly<Record<ReportSection, string>>;
  readonly keys: Readonly<Record<string, string>>;
}

/** What paid, by the keys of tenders. */
const TENDERS_EN = {
  payment_link: 'Payment link',
  claimed: 'Claimed',
  cash: 'Cash',
  'external.card_terminal': 'Card terminal',
  'external.transfer': 'Transfer',
  'external.other': 'Other',
};

const TENDERS_RU = {
  payment_link: 'Ссылка на оплату',
  claimed: 'Со слов покупателя',
  cash: 'Наличные',
  'external.card_terminal': 'Терминал',
  'external.transfer': 'Перевод',
  'external.other': 'Другое',
};

/** The keys of a section, each written `section.key`. */
function keysOf(section: ReportSection, words: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(words).map(([key, word]) => [`${section}.${key}`, word]));
}

const EN: ReportWords = {
  x: 'X report',
  z: 'Z report',
  register: 'Register',
  opened: 'Opened',
  closed: 'Closed',
  printed: 'As of',
  test: 'TEST, NOT REAL MONEY',
  notFiscal: 'Not a fiscal report',
  notOpened: 'not opened',
  drawerHidden: 'The drawer is told once it has been counted',
  reason: 'Reason',
  exempt: 'exempt',
  noCallNumber: 'no number',
  sections: {
    sales: 'SALES',
    tax_base: 'WITHOUT TAX',
    tax: 'TAX',
    tenders: 'PAID WITH',
    returned: 'TAKEN BACK BEFORE COMPLETION',
    refunds: 'REFUNDS BY WAY',
    refunds_of: 'REFUNDS BY WHAT HAD PAID',
    voids: 'VOIDED',
    claims: "ON THE CUSTOMER'S WORD",
    claims_standing: 'UNCONFIRMED',
    late: 'LATE MONEY',
    codes: 'CODES STILL AWAITED',
    parts: 'PAID IN PART',
    movements: 'DRAWER OPENED',
    drawer: 'CASH DRAWER',
    period: 'TOTALS OF THIS SHIFT',
    perpetual: 'TOTALS OF ALL SHIFTS',
  },
  keys: {
    ...keysOf('sales', {
      gross: 'Before discounts',
      discounts: 'Discounts',
      net: 'After discounts',
      tax: 'Tax',
      total: 'To be paid',
      rounding: 'Rounding',
    }),
    ...keysOf('tenders', TENDERS_EN),
    ...keysOf('returned', TENDERS_EN),
    ...keysOf('refunds', { provider: 'At the provider', cash: 'In cash', elsewhere: "Partner's office" }),
    ...keysOf('refunds_of', {
      ...TENDERS_EN,
      open_sale: 'Part of an open sale',
      unsettled: 'Money that had paid nothing',
      without_sale: 'Sale not known',
    }),
    ...keysOf('voids', { sales: 'Sales' }),
    ...keysOf('claims', {
      made: 'Handed over',
      confirmed: 'Confirmed',
      written_off: 'Written off',
      standing: 'Unconfirmed now',
    }),
    ...keysOf('late', {
      attached: 'Attached by a manager',
      earlier_claims: 'For claims of earlier shifts',
      waiting: 'Waiting in Attention',
    }),
    ...keysOf('movements', { paid_in: 'Paid in', paid_out: 'Paid out', no_sale: 'No sale' }),
    ...keysOf('drawer', {
      float: 'Opening float',
      expected: 'Expected',
      counted: 'Counted',
      over_short: 'Over / short',
    }),
    ...keysOf('period', { sales: 'Sales', refunds: 'Refunds', net: 'Net' }),
    ...keysOf('perpetual', { sales: 'Sales', refunds: 'Refunds', net: 'Net' }),
  },
};

const RU: ReportWords = {
  x: 'X-отчёт',
  z: 'Z-отчёт',
  register: 'Касса',
  opened: 'Открыта',
  closed: 'Закрыта',
  printed: 'На момент',
  test: 'ТЕСТ, НЕ НАСТОЯЩИЕ ДЕНЬГИ',
  notFiscal: 'Не является фискальным отчётом',
  notOpened: 'не открыта',
  drawerHidden: 'Наличные показываются после пересчёта',
  reason: 'Причина',
  exempt: 'без налога',
  noCallNumber: 'без номера',
  sections: {
    sales: 'ПРОДАЖИ',
    tax_base: 'БЕЗ НАЛОГА',
    tax: 'НАЛОГ',
    tenders: 'ОПЛАЧЕНО',
    returned: 'ВЕРНУЛИ ДО ЗАВЕРШЕНИЯ',
    refunds: 'ВОЗВРАТЫ ПО СПОСОБУ',
    refunds_of: 'ВОЗВРАТЫ ПО ВИДУ ОПЛАТЫ',
    voids: 'АННУЛИРОВАНО',
    claims: 'СО СЛОВ ПОКУПАТЕЛЯ',
    claims_standing: 'НЕ ПОДТВЕРЖДЕНО',
    late: 'ПОЗДНИЕ ДЕНЬГИ',
    codes: 'КОДЫ ЕЩЁ ЖДУТ ОПЛАТЫ',
    parts: 'ОПЛАЧЕНО ЧАСТИЧНО',
    movements: 'ОТКРЫТИЯ ЯЩИКА',
    drawer: 'ДЕНЕЖНЫЙ ЯЩИК',
    period: 'ИТОГИ СМЕНЫ',
    perpetual: 'ИТОГИ ВСЕХ СМЕН',
  },
  keys: {
    ...keysOf('sales', {
      gross: 'До скидок',
      discounts: 'Скидки',
      net: 'После скидок',
      tax: 'Налог',
      total: 'К оплате',
      rounding: 'Округление',
    }),
    ...keysOf('tenders', TENDERS_RU),
    ...keysOf('returned', TENDERS_RU),
    ...keysOf('refunds', { provider: 'Через провайдера', cash: 'Наличными', elsewhere: 'Кабинет партнёра' }),
    ...keysOf('refunds_of', {
      ...TENDERS_RU,
      open_sale: 'Часть незавершённой продажи',
      unsettled: 'Деньги без продажи',
      without_sale: 'Продажа неизвестна',
    }),
    ...keysOf('voids', { sales: 'Продажи' }),
    ...keysOf('claims', {
      made: 'Выдано',
      confirmed: 'Подтверждено',
      written_off: 'Списано',
      standing: 'Не подтверждено сейчас',
    }),
    ...keysOf('late', {
      attached: 'Привязано вручную',
      earlier_claims: 'За прошлые смены',
      waiting: 'Ждёт решения',
    }),
    ...keysOf('movements', { paid_in: 'Внесено', paid_out: 'Изъято', no_sale: 'Без продажи' }),
    ...keysOf('drawer', {
      float: 'На начало смены',
      expected: 'Должно быть',
      counted: 'Насчитано',
      over_short: 'Излишек / недостача',
    }),
    ...keysOf('period', { sales: 'Продажи', refunds: 'Возвраты', net: 'Итог' }),
    ...keysOf('perpetual', { sales: 'Продажи', refunds: 'Возвраты', net: 'Итог' }),
  },
};

export const REPORT_WORDS: Readonly<Record<ReceiptLanguage, ReportWords>> = { en: EN, ru: RU };
