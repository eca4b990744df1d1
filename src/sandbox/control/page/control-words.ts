import type { Outcome } from '../../fourpay-online/paying.ts';
import type { Language } from '../../pages/language.ts';
import type { SessionAct } from '../session-control.ts';

/** Every text of the control page. Names of switches, statuses and fields stand as they are in the API. */
export interface ControlWords {
  readonly title: string;
  readonly text: string;
  readonly reload: string;
  readonly toPayments: string;
  readonly refused: string;
  readonly back: string;
  readonly linksTitle: string;
  readonly hostedTitle: string;
  readonly transactionsTitle: string;
  readonly faultsTitle: string;
  readonly clockTitle: string;
  readonly sessionsTitle: string;
  readonly switchesTitle: string;
  readonly requestsTitle: string;
  readonly noLinks: string;
  readonly noHosted: string;
  readonly noTransactions: string;
  readonly noFaults: string;
  readonly noRequests: string;
  readonly more: (count: number) => string;
  readonly partner: (partnerId: number) => string;
  readonly anyAmount: string;
  readonly open: string;
  readonly deleted: string;
  readonly cancelled: string;
  readonly expired: string;
  readonly until: (time: string) => string;
  readonly views: (count: number) => string;
  readonly openPage: string;
  readonly outcomes: Readonly<Record<Outcome, string>>;
  readonly late: string;
  readonly differently: string;
  readonly outcome: string;
  readonly amount: string;
  readonly currency: string;
  readonly method: string;
  readonly asAsked: string;
  readonly asUsual: string;
  readonly play: string;
  readonly charge: string;
  readonly reject: string;
  readonly fail: string;
  readonly refund: string;
  readonly refundAll: string;
  readonly refundPart: string;
  readonly refundedSoFar: (amount: string) => string;
  readonly reverse: string;
  readonly moveTo: string;
  readonly move: string;
  readonly newRow: string;
  readonly add: string;
  readonly clear: string;
  readonly clearAll: string;
  readonly otherFault: string;
  readonly anyMethod: string;
  readonly anyPath: string;
  readonly always: string;
  readonly times: (count: number) => string;
  readonly faults: {
    readonly offline: string;
    readonly down: string;
    readonly slow: string;
    readonly silent: string;
    readonly limited: string;
    readonly unauthorized: string;
    readonly garbled: string;
    readonly cut: string;
    readonly linkLost: string;
    readonly deleteLost: string;
    readonly hostedLost: string;
    readonly refundLost: string;
    readonly refreshLost: string;
    readonly pageDown: string;
  };
  readonly clockNow: string;
  readonly clockOffset: string;
  readonly clockStep: (minutes: number) => string;
  readonly clockBack: string;
  readonly login: string;
  readonly password: string;
  readonly sessionsAlive: string;
  readonly sessionsCreated: string;
  readonly sessionsRefreshed: string;
  readonly sessionsEnded: string;
  readonly sessionActs: Readonly<Record<SessionAct, string>>;
  readonly switchesText: string;
  readonly apply: string;
  readonly defaults: string;
  readonly noAnswer: string;
}

const plain = (minutes: number, hour: string, minute: string): string => {
  const sign = minutes < 0 ? '−' : '+';
  const size = Math.abs(minutes);
  return size >= 60 && size % 60 === 0 ? `${sign}${size / 60} ${hour}` : `${sign}${size} ${minute}`;
};

const english: ControlWords = {
  title: 'Control room',
  text: 'Play every situation that the till may meet: what payers do, what the provider does, and what goes wrong.',
  reload: 'Show what is new',
  toPayments: 'To the payer’s pages',
  refused: 'That was not possible',
  back: 'Back to the control room',
  linksTitle: 'Payment links',
  hostedTitle: 'Hosted payments',
  transactionsTitle: 'Transactions',
  faultsTitle: 'Failures',
  clockTitle: 'Clock',
  sessionsTitle: 'Accounts and sessions',
  switchesTitle: 'Switches',
  requestsTitle: 'Last requests',
  noLinks: 'No links yet.',
  noHosted: 'No hosted payments yet.',
  noTransactions: 'No transactions yet.',
  noFaults: 'Nothing fails.',
  noRequests: 'No requests yet.',
  more: (count) => `Older ones not shown: ${count}.`,
  partner: (partnerId) => `Partner ${partnerId}`,
  anyAmount: 'Any amount',
  open: 'Open',
  deleted: 'Deleted',
  cancelled: 'Cancelled',
  expired: 'Expired',
  until: (time) => `until ${time}`,
  views: (count) => `opened: ${count}`,
  openPage: 'The payer’s page',
  outcomes: {
    charged: 'Pay',
    declined: 'Decline',
    failed: 'Fail',
    processing: 'Start and wait',
    created: 'Abandon',
  },
  late: 'late',
  differently: 'Pay something else',
  outcome: 'Ending',
  amount: 'Amount',
  currency: 'Currency',
  method: 'Method',
  asAsked: 'as asked for',
  asUsual: 'as usual',
  play: 'Play this',
  charge: 'Charge',
  reject: 'Decline',
  fail: 'Fail',
  refund: 'Refund',
  refundAll: 'Refund all',
  refundPart: 'Refund a part',
  refundedSoFar: (amount) => `Refunded so far: ${amount}`,
  reverse: 'Reverse',
  moveTo: 'Move to any status',
  move: 'Move',
  newRow: 'Add a transaction of somebody else, or an odd one',
  add: 'Add',
  clear: 'Clear',
  clearAll: 'Clear all failures',
  otherFault: 'Another failure',
  anyMethod: 'any method',
  anyPath: 'any path',
  always: 'until cleared',
  times: (count) => (count === 1 ? 'once' : `${count} times`),
  faults: {
    offline: 'Connection lost, until cleared',
    down: 'Answers 503, until cleared',
    slow: 'Answers after 5 s, until cleared',
    silent: 'Never answers, once',
    limited: 'Too many requests (429), 3 times',
    unauthorized: 'Refuses the credentials (401), once',
    garbled: 'Answers garbage, once',
    cut: 'Half an answer, once',
    linkLost: 'Link made, answer lost',
    deleteLost: 'Link deleted, answer lost',
    hostedLost: 'Hosted payment made, answer lost',
    refundLost: 'Refund or cancel made, answers 500',
    refreshLost: 'Session refreshed, answer lost',
    pageDown: 'The payer’s page does not open, once',
  },
  clockNow: 'The sandbox’s time',
  clockOffset: 'Ahead of real time',
  clockStep: (minutes) => plain(minutes, 'h', 'min'),
  clockBack: 'Back to real time',
  login: 'Login',
  password: 'Password',
  sessionsAlive: 'Sessions alive',
  sessionsCreated: 'Signed in',
  sessionsRefreshed: 'Refreshed',
  sessionsEnded: 'Ended',
  sessionActs: {
    expire: 'Access tokens expire now',
    revoke: 'End all sessions',
    revoke_refresh: 'Refresh tokens die',
  },
  switchesText:
    'How this provider behaves where the documents leave room. A star marks what differs from the docs.',
  apply: 'Apply',
  defaults: 'Back to the docs',
  noAnswer: 'no answer',
};

const russian: ControlWords = {
  title: 'Пульт',
  text: 'Разыграйте всё, что может встретиться кассе: что делают покупатели, что делает платёжная система и что ломается.',
  reload: 'Показать новое',
  toPayments: 'К страницам покупателя',
  refused: 'Так не получилось',
  back: 'Назад к пульту',
  linksTitle: 'Платёжные ссылки',
  hostedTitle: 'Платежи на нашей странице',
  transactionsTitle: 'Операции',
  faultsTitle: 'Сбои',
  clockTitle: 'Часы',
  sessionsTitle: 'Учётные записи и сеансы',
  switchesTitle: 'Переключатели',
  requestsTitle: 'Последние запросы',
  noLinks: 'Ссылок пока нет.',
  noHosted: 'Таких платежей пока нет.',
  noTransactions: 'Операций пока нет.',
  noFaults: 'Ничто не ломается.',
  noRequests: 'Запросов пока нет.',
  more: (count) => `Более старых не показано: ${count}.`,
  partner: (partnerId) => `Партнёр ${partnerId}`,
  anyAmount: 'Любая сумма',
  open: 'Открыта',
  deleted: 'Удалена',
  cancelled: 'Отменён',
  expired: 'Истёк',
  until: (time) => `до ${time}`,
  views: (count) => `открыта, раз: ${count}`,
  openPage: 'Страница покупателя',
  outcomes: {
    charged: 'Оплатить',
    declined: 'Отклонить',
    failed: 'Сорвать',
    processing: 'Начать и ждать',
    created: 'Уйти без оплаты',
  },
  late: '(поздно)',
  differently: 'Оплатить иначе',
  outcome: 'Исход',
  amount: 'Сумма',
  currency: 'Валюта',
  method: 'Способ',
  asAsked: 'как запрошено',
  asUsual: 'как обычно',
  play: 'Разыграть',
  charge: 'Списать',
  reject: 'Отклонить',
  fail: 'Сорвать',
  refund: 'Вернуть',
  refundAll: 'Вернуть всё',
  refundPart: 'Вернуть часть',
  refundedSoFar: (amount) => `Уже возвращено: ${amount}`,
  reverse: 'Отозвать',
  moveTo: 'Перевести в любой статус',
  move: 'Перевести',
  newRow: 'Добавить чужую или странную операцию',
  add: 'Добавить',
  clear: 'Убрать',
  clearAll: 'Убрать все сбои',
  otherFault: 'Другой сбой',
  anyMethod: 'любой метод',
  anyPath: 'любой путь',
  always: 'пока не убрать',
  times: (count) => (count === 1 ? 'один раз' : `раз: ${count}`),
  faults: {
    offline: 'Нет связи, пока не убрать',
    down: 'Отвечает 503, пока не убрать',
    slow: 'Отвечает через 5 с, пока не убрать',
    silent: 'Не отвечает, один раз',
    limited: 'Слишком много запросов (429), 3 раза',
    unauthorized: 'Отвергает ключ или вход (401), один раз',
    garbled: 'Отвечает мусором, один раз',
    cut: 'Половина ответа, один раз',
    linkLost: 'Ссылка создана, ответ потерян',
    deleteLost: 'Ссылка удалена, ответ потерян',
    hostedLost: 'Платёж создан, ответ потерян',
    refundLost: 'Возврат или отмена прошли, ответ 500',
    refreshLost: 'Сеанс продлён, ответ потерян',
    pageDown: 'Страница покупателя не открывается, один раз',
  },
  clockNow: 'Время песочницы',
  clockOffset: 'Опережает настоящее',
  clockStep: (minutes) => plain(minutes, 'ч', 'мин'),
  clockBack: 'К настоящему времени',
  login: 'Логин',
  password: 'Пароль',
  sessionsAlive: 'Живых сеансов',
  sessionsCreated: 'Входов',
  sessionsRefreshed: 'Продлений',
  sessionsEnded: 'Завершено',
  sessionActs: {
    expire: 'Токены доступа истекают сейчас',
    revoke: 'Завершить все сеансы',
    revoke_refresh: 'Токены продления умирают',
  },
  switchesText:
    'Как ведёт себя система там, где документы оставляют свободу. Звёздочка: отличается от документов.',
  apply: 'Применить',
  defaults: 'Вернуть как в документах',
  noAnswer: 'нет ответа',
};

/** The texts of a language. */
export function controlWordsOf(language: Language): ControlWords {
  return language === 'ru' ? russian : english;
}
