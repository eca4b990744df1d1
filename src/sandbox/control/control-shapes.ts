import {
  type FourPayContext,
  hostedPayerUrl,
  imagePath,
  payerUrl,
  productPayerUrl,
} from '../fourpay-online/context.ts';
import type { HostedRecord } from '../fourpay-online/hosted-record.ts';
import type { ImageRecord } from '../fourpay-online/image-record.ts';
import type { LinkRecord } from '../fourpay-online/link-record.ts';
import type { ProductRecord } from '../fourpay-online/product-record.ts';
import { type TransactionRecord, isPaymentRow } from '../fourpay-online/transaction-record.ts';

const moment = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

/** A link as the control API shows it: always whole, whatever the switches say. */
export function controlLink(context: FourPayContext, link: LinkRecord): object {
  return {
    id: link.id,
    partnerId: link.partnerId,
    created: moment(link.createdMs),
    amount: { default: link.amountMinor, currency: link.currency },
    amount_type: link.amountType,
    pay_config: { methods: link.methods },
    image: link.image,
    products: link.productIds,
    payerUrl: payerUrl(context, link.id),
    deleted: link.deletedMs !== null,
    deletedAt: moment(link.deletedMs),
    views: link.views,
  };
}

/** A product as the control API shows it: always whole, whatever the switches say. */
export function controlProduct(context: FourPayContext, product: ProductRecord): object {
  return {
    id: product.id,
    partnerId: product.partnerId,
    created: moment(product.createdMs),
    header: product.header,
    text: product.text,
    price: product.priceMinor,
    currency: product.currency,
    qty: product.qty,
    image: product.image,
    payerUrl: productPayerUrl(context, product.id),
    deleted: product.deletedMs !== null,
    deletedAt: moment(product.deletedMs),
    views: product.views,
  };
}

/** An uploaded image as the control API shows it. */
export function controlImage(context: FourPayContext, image: ImageRecord): object {
  return {
    id: image.id,
    partnerId: image.partnerId,
    created: moment(image.createdMs),
    url: context.baseUrl() + imagePath(image),
    type: image.type,
    size: image.sizeBytes,
    fileName: image.fileName,
    exif: image.exif,
  };
}

/** A hosted payment as the control API shows it; its money is told by the transaction with the same id. */
export function controlHosted(context: FourPayContext, hosted: HostedRecord): object {
  const row = context.books.transaction(hosted.id);
  return {
    id: hosted.id,
    partnerId: hosted.partnerId,
    txid: row?.txid ?? null,
    payerUrl: hostedPayerUrl(context, hosted),
    status: row?.status ?? null,
    amount: row?.amountMinor ?? null,
    currency: row?.currency ?? null,
    env: row?.env ?? null,
    created: moment(hosted.createdMs),
    expiresAt: moment(hosted.expiresMs),
    cancelled: hosted.cancelledMs !== null,
    cancelledAt: moment(hosted.cancelledMs),
    returnUrl: hosted.returnUrl,
    failUrl: hosted.failUrl,
    description: hosted.description,
    metadata: hosted.metadata,
    lang: hosted.lang,
    views: hosted.views,
  };
}

/** A transaction as the control API shows it: always whole, with integers and ISO moments. */
export function controlTransaction(row: TransactionRecord): object {
  return {
    id: row.id,
    partnerId: row.partnerId,
    txid: row.txid,
    link: row.linkId,
    product: row.productId,
    parent: row.parentId,
    type: row.type,
    status: row.status,
    amount: row.amountMinor,
    currency: row.currency,
    amount_dest: row.amountDestMinor,
    amount_with_fee: row.amountWithFeeMinor,
    ...(isPaymentRow(row) ? { amount_refunded: row.refundedMinor } : {}),
    env: row.env,
    method: row.method,
    error_description: row.errorDescription,
    started: moment(row.startedMs),
    updated: moment(row.updatedMs),
    finished: moment(row.finishedMs),
  };
}
