/**
 * Keys of the cards desk. Three families: `kept` is what main keeps itself, `live` is asked of the card issuer each time
 * and goes out of date with every event, `holders` costs main a whole reading and goes out of date only by what was asked.
 */
export const cardsKeys = {
  all: ['cards'],
  kept: ['cards', 'kept'],
  live: ['cards', 'live'],
  holders: ['cards', 'holders'],
  desk: ['cards', 'kept', 'desk'],
  operationLists: ['cards', 'kept', 'operations'],
  operations: (cardId: string | null) => ['cards', 'kept', 'operations', cardId] as const,
  operation: (operationId: string) => ['cards', 'kept', 'operation', operationId] as const,
  export: ['cards', 'kept', 'export'],
  accounts: ['cards', 'live', 'accounts'],
  account: (accountId: string) => ['cards', 'live', 'account', accountId] as const,
  lists: ['cards', 'live', 'list'],
  list: (filter: object, page: number) => ['cards', 'live', 'list', filter, page] as const,
  card: (accountId: string, cardId: string) => ['cards', 'live', 'card', accountId, cardId] as const,
  transactionLists: ['cards', 'live', 'transactions'],
  transactions: (wish: object, page: number) => ['cards', 'live', 'transactions', wish, page] as const,
  webhook: ['cards', 'live', 'webhook'],
  holdersFound: (filter: object, page: number) => ['cards', 'holders', filter, page] as const,
} as const;
