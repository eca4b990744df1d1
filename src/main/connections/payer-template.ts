import { AppError } from '../../contract/errors.ts';
import { fillPayerUrl } from '../payments/payer-address.ts';
import { isSecureAddress } from '../secure-address.ts';

/**
 * Reads the template of the payer page that a person typed; empty means the provider's own.
 * @throws AppError unless the template makes a secure address with the link's id in it
 */
export function readTemplate(template: string | null): string | null {
  if (template === null || template === '') return null;
  const example = fillPayerUrl(template, 'https://pay.example', 'id');
  if (template.includes('{id}') && isSecureAddress(example)) return template;
  throw new AppError('PROVIDER_ADDRESS_INVALID', 'The payer page needs a secure address with {id} in it', {
    details: { field: 'payerUrlTemplate', reason: 'template' },
  });
}
