import {
  type Check,
  type JsonObject,
  isText,
  isTextList,
  isWholeNumber,
  member,
  memberOrNull,
  oneOf,
} from '../json-value.ts';
import { firstPartnerId } from './partners.ts';

/** Whether the payer sees a fixed amount or enters one. */
export type AmountType = 'fixed' | 'dynamic';

/** {@link Check} for {@link AmountType}. */
export const isAmountType: Check<AmountType> = oneOf(['fixed', 'dynamic']);

/** A payment link as the books keep it. */
export interface LinkRecord {
  /** Its place in the order of creation; tells rows of one millisecond apart. */
  readonly sequence: number;
  readonly id: string;
  readonly partnerId: number;
  readonly createdMs: number;
  /** Minor units; null only for a dynamic link that suggests no amount. */
  readonly amountMinor: number | null;
  readonly currency: string;
  readonly amountType: AmountType;
  readonly methods: readonly string[];
  readonly productIds: readonly string[];
  readonly image: string | null;
  /** Null while it lives. A deleted link stays in the books, so that "paid after delete" can be played. */
  readonly deletedMs: number | null;
  /** How often the payer page was opened. */
  readonly views: number;
}

/** Reads a link from the state file. Throws when it is damaged. */
export function readLinkRecord(row: JsonObject): LinkRecord {
  return {
    sequence: member(row, 'sequence', isWholeNumber),
    id: member(row, 'id', isText),
    partnerId: memberOrNull(row, 'partnerId', isWholeNumber) ?? firstPartnerId,
    createdMs: member(row, 'createdMs', isWholeNumber),
    amountMinor: memberOrNull(row, 'amountMinor', isWholeNumber),
    currency: member(row, 'currency', isText),
    amountType: member(row, 'amountType', isAmountType),
    methods: member(row, 'methods', isTextList),
    productIds: member(row, 'productIds', isTextList),
    image: memberOrNull(row, 'image', isText),
    deletedMs: memberOrNull(row, 'deletedMs', isWholeNumber),
    views: member(row, 'views', isWholeNumber),
  };
}
