import type { MerchantRoute } from './authentication.ts';
import { accountOf } from './belongings.ts';
import { missing } from './card-errors.ts';
import type { CardContext } from './context.ts';
import { listReply, objectReply } from './paging.ts';
import { accountDetailShape, accountShape } from './shapes.ts';

/** Reading accounts, in the order of their opening. */
export function accountRoutes(context: CardContext): readonly MerchantRoute[] {
  return [
    {
      method: 'GET',
      path: '/api/v2/accounts',
      needs: 'read',
      handle: (request, _, merchantId) => {
        const rows = context.books
          .accounts()
          .filter((account) => account.merchantId === merchantId)
          .toReversed();
        return listReply(context, request, rows, (account) => accountShape(context, account));
      },
    },
    {
      method: 'GET',
      path: '/api/v2/accounts/:account',
      needs: 'read',
      handle: (_, params, merchantId) => {
        const account = accountOf(context, merchantId, params['account']);
        if (account === undefined) return missing('Account');
        return objectReply(context, 200, accountDetailShape(context, account));
      },
    },
  ];
}
