import type { Language } from '../../pages/language.ts';

/** The texts of the control page that are about the card issuer. */
export interface CardWords {
  readonly accountsTitle: string;
  readonly cardsTitle: string;
  readonly webhooksTitle: string;
  readonly webhookText: string;
  readonly merchant: (merchantId: number) => string;
  readonly balance: string;
  readonly held: string;
  readonly fund: string;
  readonly seedAccount: string;
  readonly seedCard: string;
  readonly howMany: string;
  readonly noCards: string;
  readonly buy: string;
  readonly shop: string;
  readonly status: string;
  readonly moveTo: string;
  readonly pending: string;
  readonly complete: string;
  readonly fail: string;
  readonly noPending: string;
}

const english: CardWords = {
  accountsTitle: 'Card issuer: accounts',
  cardsTitle: 'Card issuer: cards',
  webhooksTitle: 'Card issuer: webhooks',
  webhookText:
    'What the merchant has configured over the API is brought to an address on this computer, as a tunnel would. ' +
    'What is not answered with a 2xx is posted again, up to three times.',
  merchant: (merchantId) => `Merchant ${merchantId}`,
  balance: 'Balance',
  held: 'Held',
  fund: 'Pay in',
  seedAccount: 'Add many transactions',
  seedCard: 'Add many purchases',
  howMany: 'How many',
  noCards: 'No cards yet.',
  buy: 'Pay in a shop',
  shop: 'Shop',
  status: 'Status',
  moveTo: 'Move to any status',
  pending: 'Under way',
  complete: 'Complete',
  fail: 'Fail',
  noPending: 'Nothing is under way.',
};

const russian: CardWords = {
  accountsTitle: 'Выпуск карт: счета',
  cardsTitle: 'Выпуск карт: карты',
  webhooksTitle: 'Выпуск карт: уведомления',
  webhookText:
    'То, что продавец настроил через API, приходит по адресу на этом компьютере, как через туннель. ' +
    'Если в ответ не пришло 2xx, уведомление повторяется, до трёх раз.',
  merchant: (merchantId) => `Продавец ${merchantId}`,
  balance: 'Остаток',
  held: 'Удержано',
  fund: 'Пополнить',
  seedAccount: 'Добавить много операций',
  seedCard: 'Добавить много покупок',
  howMany: 'Сколько',
  noCards: 'Карт пока нет.',
  buy: 'Заплатить в магазине',
  shop: 'Магазин',
  status: 'Статус',
  moveTo: 'Перевести в любой статус',
  pending: 'В пути',
  complete: 'Завершить',
  fail: 'Сорвать',
  noPending: 'В пути ничего нет.',
};

/** The texts of a language. */
export function cardWordsOf(language: Language): CardWords {
  return language === 'ru' ? russian : english;
}
