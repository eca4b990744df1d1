import type { IssuerTransaction } from '../../../ports-card-issuer.ts';
import { amountIn, currencyIn, type Fields, fieldsOf, idIn, momentIn, textIn, valueIn } from './fields.ts';
import { outcomeOf } from './moves.ts';

/**
 * Reads one row of a list of transactions; null without an id, or where an amount cannot be read exactly.
 * @param currencyOf of an account that has been read, for rows that tell none
 */
export function parseTransaction(
  row: unknown,
  currencyOf: (accountId: string | null) => string | null,
): IssuerTransaction | null {
  const fields = fieldsOf(row);
  const id = fields && idIn(fields, 'id', 'uuid', 'transactionid', 'transactionuuid', 'txid');
  if (!fields || id === null) return null;
  const accountId = idIn(fields, 'accountid', 'accountuuid', 'account');
  const currency = currencyIn(fields) ?? currencyOf(accountId);
  const amount = amountIn(fields, currency, 'amount');
  const fee = amountIn(fields, currency, 'fee', 'feeamount', 'commission');
  if (!amount || fee === undefined) return null;
  const status = textIn(fields, 'status', 'transactionstatus', 'state') ?? '';
  return {
    id,
    accountId,
    cardId: idIn(fields, 'cardid', 'carduuid', 'card'),
    kind: textIn(fields, 'type', 'transactiontype', 'kind', 'operationtype') ?? '',
    status,
    outcome: outcomeOf(status),
    amount,
    fee,
    description: textIn(fields, 'description', 'comment', 'note'),
    merchant: merchantIn(fields),
    at: momentIn(fields, 'createdat', 'date', 'transactiondate', 'timestamp', 'created', 'datetime'),
  };
}

function merchantIn(fields: Fields): string | null {
  const told = textIn(fields, 'merchantname', 'merchant');
  const merchant = fieldsOf(valueIn(fields, 'merchant'));
  return told ?? (merchant && textIn(merchant, 'name', 'merchantname'));
}
