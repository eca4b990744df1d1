import type { Language } from './language.ts';

/** Every text of the pages. */
export interface Words {
  readonly banner: string;
  readonly toPay: string;
  readonly youChoose: string;
  readonly anyAmount: string;
  readonly amountLabel: (currency: string) => string;
  readonly amountWrong: string;
  readonly payWith: string;
  readonly method: string;
  readonly methodNames: Readonly<Record<string, string>>;
  readonly pay: string;
  readonly otherEndings: string;
  readonly decline: string;
  readonly wait: string;
  readonly abandon: string;
  readonly confirm: string;
  readonly refuse: string;
  readonly back: string;
  readonly payAgain: string;
  readonly tryAgain: string;
  readonly paid: string;
  readonly paidText: string;
  readonly declined: string;
  readonly declinedText: string;
  readonly processing: string;
  readonly processingText: string;
  readonly left: string;
  readonly leftText: string;
  readonly otherStatus: (status: string) => string;
  readonly failed: string;
  readonly failedText: string;
  readonly refunded: string;
  readonly refundedText: string;
  readonly backToShop: string;
  readonly payByCard: string;
  readonly cardTitle: string;
  readonly cardNumber: string;
  readonly cardExpiry: string;
  readonly cardCode: string;
  readonly cardHolder: string;
  readonly cardWrong: string;
  readonly cardPays: string;
  readonly cardRefundable: string;
  readonly cardDeclines: string;
  readonly cardFails: string;
  readonly cancelled: string;
  readonly expired: string;
  readonly expiredText: string;
  readonly gone: string;
  readonly goneText: string;
  readonly missing: string;
  readonly missingText: string;
  readonly transaction: string;
  readonly time: string;
  readonly indexTitle: string;
  readonly indexText: string;
  readonly linksTitle: string;
  readonly noLinks: string;
  readonly stateWaiting: string;
  readonly statePaid: (times: number) => string;
  readonly stateDeclined: string;
  readonly stateProcessing: string;
  readonly stateDeleted: string;
  readonly moreLinks: (count: number) => string;
  readonly hostedTitle: string;
  readonly productsTitle: string;
  readonly stateFailed: string;
  readonly stateExpired: string;
  readonly stateCancelled: string;
  readonly toControl: string;
}

const english: Words = {
  banner: 'Sandbox: no real money',
  toPay: 'To pay',
  youChoose: 'You choose the amount',
  anyAmount: 'Any amount',
  amountLabel: (currency) => `Amount, ${currency}`,
  amountWrong: 'Enter an amount greater than zero, for example 300.50.',
  payWith: 'Pay with',
  method: 'Method',
  methodNames: { card: 'Bank card', sbp: 'SBP' },
  pay: 'Pay',
  otherEndings: 'Or play another ending',
  decline: 'Decline',
  wait: 'Start and wait',
  abandon: 'Abandon',
  confirm: 'Confirm in the bank',
  refuse: 'Refuse',
  back: 'Back to the payment',
  payAgain: 'Pay once more',
  tryAgain: 'Try again',
  paid: 'Paid',
  paidText: 'You can close this page.',
  declined: 'Declined',
  declinedText: 'The bank refused the payment. Nothing was taken.',
  processing: 'The bank is waiting for you',
  processingText: 'The payment has started. Confirm or refuse it, as you would in your bank’s app.',
  left: 'You left the payment',
  leftText: 'It was opened and never finished. Nothing was taken.',
  otherStatus: (status) => `Status: ${status}`,
  failed: 'The payment failed',
  failedText: 'It did not go through. Nothing was taken.',
  refunded: 'Refunded',
  refundedText: 'The money went back to where it came from.',
  backToShop: 'Back to the shop',
  payByCard: 'Pay with this card',
  cardTitle: 'Enter a test card',
  cardNumber: 'Card number',
  cardExpiry: 'Valid until',
  cardCode: 'Code',
  cardHolder: 'Name on the card',
  cardWrong:
    'This is not one of the test cards below. Real cards are never taken here: check all four fields.',
  cardPays: 'Pays, no refunds',
  cardRefundable: 'Pays, can be refunded',
  cardDeclines: 'Is declined',
  cardFails: 'Fails',
  cancelled: 'This payment is cancelled',
  expired: 'This payment page has expired',
  expiredText: 'It was open for a short time only. Ask at the counter for a new code.',
  gone: 'This payment link is closed',
  goneText: 'The shop has cancelled it. Ask at the counter for a new code.',
  missing: 'There is no such payment',
  missingText: 'Check the address, or scan the code again.',
  transaction: 'Transaction',
  time: 'Time',
  indexTitle: 'Payment sandbox',
  indexText:
    'This server plays the payment provider: the till makes links here, and you pay them as the customer would. ' +
    'Nothing leaves this computer.',
  linksTitle: 'Payment links, newest first',
  noLinks: 'No links yet. Charge a sale in the till, and its link appears here.',
  stateWaiting: 'Waiting',
  statePaid: (times) => (times > 1 ? `Paid ${times} times` : 'Paid'),
  stateDeclined: 'Declined',
  stateProcessing: 'Customer is paying',
  stateDeleted: 'Deleted',
  moreLinks: (count) => `Older ones not shown: ${count}.`,
  hostedTitle: 'Hosted payments, newest first',
  productsTitle: 'Products with a code of their own, newest first',
  stateFailed: 'Failed',
  stateExpired: 'Expired',
  stateCancelled: 'Cancelled',
  toControl: 'Control room: failures, clock, refunds, switches',
};

const russian: Words = {
  banner: 'Песочница: деньги ненастоящие',
  toPay: 'К оплате',
  youChoose: 'Сумму выбираете вы',
  anyAmount: 'Любая сумма',
  amountLabel: (currency) => `Сумма, ${currency}`,
  amountWrong: 'Введите сумму больше нуля, например 300,50.',
  payWith: 'Способ оплаты',
  method: 'Способ',
  methodNames: { card: 'Банковская карта', sbp: 'СБП' },
  pay: 'Оплатить',
  otherEndings: 'Или другой исход',
  decline: 'Отклонить',
  wait: 'Начать и ждать',
  abandon: 'Уйти без оплаты',
  confirm: 'Подтвердить в банке',
  refuse: 'Отказаться',
  back: 'Назад к оплате',
  payAgain: 'Оплатить ещё раз',
  tryAgain: 'Попробовать снова',
  paid: 'Оплачено',
  paidText: 'Эту страницу можно закрыть.',
  declined: 'Отклонено',
  declinedText: 'Банк отклонил платёж. Деньги не списаны.',
  processing: 'Банк ждёт вашего решения',
  processingText: 'Платёж начат. Подтвердите его или откажитесь, как в приложении банка.',
  left: 'Вы ушли без оплаты',
  leftText: 'Платёж был открыт, но не завершён. Деньги не списаны.',
  otherStatus: (status) => `Статус: ${status}`,
  failed: 'Платёж не прошёл',
  failedText: 'Он не состоялся. Деньги не списаны.',
  refunded: 'Возвращено',
  refundedText: 'Деньги вернулись туда, откуда пришли.',
  backToShop: 'Вернуться в магазин',
  payByCard: 'Оплатить этой картой',
  cardTitle: 'Ввести тестовую карту',
  cardNumber: 'Номер карты',
  cardExpiry: 'Действует до',
  cardCode: 'Код',
  cardHolder: 'Имя на карте',
  cardWrong:
    'Это не одна из тестовых карт ниже. Настоящие карты здесь не принимаются: проверьте все четыре поля.',
  cardPays: 'Оплата, без возврата',
  cardRefundable: 'Оплата, возврат возможен',
  cardDeclines: 'Отклоняется',
  cardFails: 'Не проходит',
  cancelled: 'Этот платёж отменён',
  expired: 'Время страницы оплаты истекло',
  expiredText: 'Она была открыта недолго. Попросите на кассе новый код.',
  gone: 'Эта ссылка закрыта',
  goneText: 'Магазин её отменил. Попросите на кассе новый код.',
  missing: 'Такого платежа нет',
  missingText: 'Проверьте адрес или отсканируйте код ещё раз.',
  transaction: 'Операция',
  time: 'Время',
  indexTitle: 'Песочница платежей',
  indexText:
    'Этот сервер изображает платёжную систему: касса создаёт здесь ссылки, а вы оплачиваете их вместо покупателя. ' +
    'Ничто не покидает этот компьютер.',
  linksTitle: 'Платёжные ссылки, сначала новые',
  noLinks: 'Ссылок пока нет. Примите оплату на кассе, и ссылка появится здесь.',
  stateWaiting: 'Ждёт оплаты',
  statePaid: (times) => (times > 1 ? `Оплачено, раз: ${times}` : 'Оплачено'),
  stateDeclined: 'Отклонено',
  stateProcessing: 'Покупатель платит',
  stateDeleted: 'Удалена',
  moreLinks: (count) => `Более старых не показано: ${count}.`,
  hostedTitle: 'Платежи на нашей странице, сначала новые',
  productsTitle: 'Товары со своим кодом, сначала новые',
  stateFailed: 'Не прошёл',
  stateExpired: 'Истёк',
  stateCancelled: 'Отменён',
  toControl: 'Пульт: сбои, часы, возвраты, переключатели',
};

/** The texts of a language. */
export function wordsOf(language: Language): Words {
  return language === 'ru' ? russian : english;
}
