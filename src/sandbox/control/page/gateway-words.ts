import type { GatewayOutcome } from '../../checkout-gateway/paying.ts';
import type { Language } from '../../pages/language.ts';
import type { TokenAct } from '../gateway/token-control.ts';

/** The texts of the control page that are about the checkout gateway. */
export interface GatewayWords {
  readonly paymentsTitle: string;
  readonly accessTitle: string;
  readonly webhooksTitle: string;
  readonly webhookText: string;
  readonly secret: string;
  readonly noPayments: string;
  readonly merchant: (merchantId: number) => string;
  readonly paidSoFar: (amount: string) => string;
  readonly outcomes: Readonly<Record<GatewayOutcome, string>>;
  readonly otherAmount: string;
  readonly moveTo: string;
  readonly alive: string;
  readonly ended: string;
  readonly scopes: string;
  readonly noScopes: string;
  readonly until: string;
  readonly never: string;
  readonly tokenActs: Readonly<Record<TokenAct, string>>;
  readonly changeScopes: string;
  readonly change: string;
  readonly newToken: string;
  readonly label: string;
  readonly expiresAt: string;
  readonly newApplication: string;
  readonly name: string;
}

const english: GatewayWords = {
  paymentsTitle: 'Checkout gateway: payments',
  accessTitle: 'Checkout gateway: tokens and applications',
  webhooksTitle: 'Checkout gateway: webhooks',
  webhookText:
    'Every new status of a payment is posted to an address on this computer, signed with the secret of its ' +
    'application. What is not answered with a 2xx is posted again, up to three times.',
  secret: 'Secret (in place of the application’s)',
  noPayments: 'No checkouts yet.',
  merchant: (merchantId) => `Merchant ${merchantId}`,
  paidSoFar: (amount) => `Paid so far: ${amount}`,
  outcomes: {
    confirm: 'Pay',
    underpay: 'Pay half of it',
    overpay: 'Pay too much',
    received: 'Pay, and let it wait',
    fail: 'Fail',
    expire: 'Expire',
    cancel: 'Cancel',
  },
  otherAmount: 'Pay another amount',
  moveTo: 'Move to any status',
  alive: 'Valid',
  ended: 'Over',
  scopes: 'Scopes',
  noScopes: 'none',
  until: 'Until',
  never: 'no end',
  tokenActs: { expire: 'Expires now', revoke: 'Take back', renew: 'Make valid again' },
  changeScopes: 'Change its scopes',
  change: 'Change',
  newToken: 'Make a token',
  label: 'Label',
  expiresAt: 'Expires at',
  newApplication: 'Make an application',
  name: 'Name',
};

const russian: GatewayWords = {
  paymentsTitle: 'Платёжный шлюз: платежи',
  accessTitle: 'Платёжный шлюз: токены и приложения',
  webhooksTitle: 'Платёжный шлюз: уведомления',
  webhookText:
    'О каждом новом статусе платежа сообщается по адресу на этом компьютере, с подписью секретом его приложения. ' +
    'Если в ответ не пришло 2xx, уведомление повторяется, до трёх раз.',
  secret: 'Секрет (вместо секрета приложения)',
  noPayments: 'Платежей пока нет.',
  merchant: (merchantId) => `Продавец ${merchantId}`,
  paidSoFar: (amount) => `Уже заплачено: ${amount}`,
  outcomes: {
    confirm: 'Оплатить',
    underpay: 'Заплатить половину',
    overpay: 'Заплатить лишнее',
    received: 'Заплатить и ждать',
    fail: 'Сорвать',
    expire: 'Пусть истечёт',
    cancel: 'Отменить',
  },
  otherAmount: 'Заплатить другую сумму',
  moveTo: 'Перевести в любой статус',
  alive: 'Действует',
  ended: 'Не действует',
  scopes: 'Права',
  noScopes: 'нет',
  until: 'До',
  never: 'без срока',
  tokenActs: { expire: 'Истекает сейчас', revoke: 'Отозвать', renew: 'Снова действует' },
  changeScopes: 'Изменить права',
  change: 'Изменить',
  newToken: 'Создать токен',
  label: 'Подпись',
  expiresAt: 'Действует до',
  newApplication: 'Создать приложение',
  name: 'Название',
};

/** The texts of a language. */
export function gatewayWordsOf(language: Language): GatewayWords {
  return language === 'ru' ? russian : english;
}
