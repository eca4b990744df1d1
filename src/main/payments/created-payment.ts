import type { ErrorCode } from '../../contract/errors.ts';
import type { CreatedPayment } from '../ports.ts';
import { isSecureAddress } from '../secure-address.ts';
import type { PaymentParts } from './payment-parts.ts';
import { type AttemptRow, paymentStore } from './payment-store.ts';
import type { QrCache } from './qr-cache.ts';

/** Why a payment that was made is never drawn. */
export interface CreateFault {
  /** The timeline's word. */
  readonly kind: string;
  readonly code: ErrorCode;
  readonly message: string;
}

/**
 * Compares what the provider made with what was asked for, before anything is drawn: amount, currency, type, our
 * own reference, the partner, a secure address, a code that decodes to it.
 * @returns what is wrong with it, or null
 */
export async function findFault(
  parts: Pick<PaymentParts, 'connections' | 'database' | 'provider'>,
  qr: QrCache,
  attempt: AttemptRow,
  created: CreatedPayment,
): Promise<CreateFault | null> {
  const { connections } = parts;
  const { echo, payerUrl, reference } = created;
  if (isTaken(parts, attempt, created)) return FAULTS.echo;
  // A checkout echoes nothing but its address, which is signed for what was asked.
  const isUntold = (told: unknown): boolean => attempt.way === 'checkout' && told === null;
  const differs =
    (echo.amountMinor !== attempt.amount_minor && !isUntold(echo.amountMinor)) ||
    (echo.currency !== attempt.currency && !isUntold(echo.currency)) ||
    (echo.amountType !== null && echo.amountType !== 'fixed') ||
    (reference !== null && reference !== attempt.reference);
  if (differs) return FAULTS.echo;
  if (created.refused) return FAULTS.refused;
  if (payerUrl === null || !isSecureAddress(payerUrl)) return FAULTS.address;
  if (!connections.acceptPartner(created.partnerId)) return FAULTS.partner;
  try {
    await qr.prepare(attempt.id, payerUrl);
    return null;
  } catch {
    return FAULTS.qr;
  }
}

/** Whether the provider names a payment that is another attempt's. */
export function isTaken(
  { database, provider }: Pick<PaymentParts, 'database' | 'provider'>,
  { id }: Pick<AttemptRow, 'id'>,
  { providerPaymentId }: CreatedPayment,
): boolean {
  const owner = paymentStore.findByProviderPayment(database.read, provider, providerPaymentId);
  return owner !== undefined && owner.id !== id;
}

const FAULTS = {
  echo: {
    kind: 'echo_differs',
    code: 'PROVIDER_ECHO_DIFFERS',
    message: 'The provider made a payment for something else than was asked',
  },
  refused: {
    kind: 'create_refused',
    code: 'PAYMENT_REFUSED',
    message: 'The provider refused the payment at once',
  },
  partner: {
    kind: 'partner_differs',
    code: 'PROVIDER_PARTNER_CHANGED',
    message: 'The key belongs to another partner than before',
  },
  address: {
    kind: 'address_refused',
    code: 'PROVIDER_ADDRESS_INVALID',
    message: 'The payer page is not at a secure address',
  },
  qr: { kind: 'qr_refused', code: 'INTERNAL', message: 'The QR code could not be verified' },
} as const satisfies Record<string, CreateFault>;
