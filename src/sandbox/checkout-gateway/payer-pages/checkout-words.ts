import type { Language } from '../../pages/language.ts';

/** The texts that only the pages of a checkout have. */
export interface CheckoutWords {
  readonly chooseMethod: string;
  readonly goOn: string;
  readonly otherMethod: string;
  readonly methodNames: Readonly<Record<string, string>>;
  readonly sendExactly: string;
  readonly toAccount: string;
  readonly toAddress: string;
  readonly network: string;
  readonly until: string;
  readonly payHalf: string;
  readonly payMore: string;
  readonly payAmount: string;
  readonly received: string;
  readonly fail: string;
  readonly cancel: string;
  readonly expire: string;
  readonly abandon: string;
  readonly payLate: string;
  readonly lateText: string;
  readonly altered: string;
  readonly alteredText: string;
  readonly receivedTitle: string;
  readonly receivedText: string;
  readonly confirm: string;
  readonly payRest: string;
  readonly underpaid: string;
  readonly underpaidText: string;
  readonly overpaid: string;
  readonly overpaidText: string;
  readonly expiredResult: string;
  readonly expiredResultText: string;
  readonly asked: string;
  readonly paidSoFar: string;
  readonly reference: string;
}

const english: CheckoutWords = {
  chooseMethod: 'How would you like to pay?',
  goOn: 'Go on',
  otherMethod: 'Pay in another way',
  methodNames: {
    'sandbox-bank/transfer': 'Bank transfer',
    'sandbox-wallet/phone': 'Wallet by phone number',
    'sandbox-chain/usdt-trc20': 'USDT (TRC-20)',
  },
  sendExactly: 'Send exactly',
  toAccount: 'To the account',
  toAddress: 'To the address',
  network: 'Network',
  until: 'Until',
  payHalf: 'Pay half of it',
  payMore: 'Pay too much',
  payAmount: 'Pay this amount',
  received: 'Pay, and let it wait for confirmation',
  fail: 'Let the payment fail',
  cancel: 'Cancel the payment',
  expire: 'Let the time run out',
  abandon: 'Leave without paying',
  payLate: 'Pay all the same, too late',
  lateText: 'Somebody who has noted where to pay may still send the money.',
  altered: 'This address has been changed',
  alteredText: 'It does not carry our signature any more. Scan the code again.',
  receivedTitle: 'The money has been seen',
  receivedText: 'It is being confirmed.',
  confirm: 'Confirm it now',
  payRest: 'Pay the rest',
  underpaid: 'Not enough was paid',
  underpaidText: 'A part of the amount is missing.',
  overpaid: 'Too much was paid',
  overpaidText: 'The shop has more than it asked for.',
  expiredResult: 'The time has run out',
  expiredResultText: 'Nothing was paid.',
  asked: 'Asked for',
  paidSoFar: 'Paid',
  reference: 'Order',
};

const russian: CheckoutWords = {
  chooseMethod: 'Как вы хотите заплатить?',
  goOn: 'Дальше',
  otherMethod: 'Заплатить по-другому',
  methodNames: {
    'sandbox-bank/transfer': 'Банковский перевод',
    'sandbox-wallet/phone': 'Кошелёк по номеру телефона',
    'sandbox-chain/usdt-trc20': 'USDT (TRC-20)',
  },
  sendExactly: 'Отправьте ровно',
  toAccount: 'На счёт',
  toAddress: 'На адрес',
  network: 'Сеть',
  until: 'До',
  payHalf: 'Заплатить половину',
  payMore: 'Заплатить лишнее',
  payAmount: 'Заплатить эту сумму',
  received: 'Заплатить и ждать подтверждения',
  fail: 'Сорвать платёж',
  cancel: 'Отменить платёж',
  expire: 'Дать времени истечь',
  abandon: 'Уйти без оплаты',
  payLate: 'Всё равно заплатить, с опозданием',
  lateText: 'Кто записал, куда платить, ещё может отправить деньги.',
  altered: 'Этот адрес изменён',
  alteredText: 'На нём больше нет нашей подписи. Отсканируйте код ещё раз.',
  receivedTitle: 'Деньги замечены',
  receivedText: 'Они подтверждаются.',
  confirm: 'Подтвердить сейчас',
  payRest: 'Доплатить',
  underpaid: 'Заплачено меньше',
  underpaidText: 'Части суммы не хватает.',
  overpaid: 'Заплачено больше',
  overpaidText: 'У магазина больше, чем он просил.',
  expiredResult: 'Время истекло',
  expiredResultText: 'Ничего не заплачено.',
  asked: 'К оплате было',
  paidSoFar: 'Заплачено',
  reference: 'Заказ',
};

/** The texts of a language. */
export function checkoutWordsOf(language: Language): CheckoutWords {
  return language === 'ru' ? russian : english;
}
