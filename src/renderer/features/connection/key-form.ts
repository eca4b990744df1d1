import { type OperationInput, operations } from '../../../contract/operations.ts';

/** Reads the key form; null when what is in it cannot be a key. */
export function readKeyForm(form: HTMLFormElement): OperationInput<'connection.enterKey'> | null {
  const data = new FormData(form);
  const input = { apiKey: data.get('apiKey'), organizationId: data.get('organizationId') };
  const parsed = operations['connection.enterKey'].input.safeParse(input);
  return parsed.success ? parsed.data : null;
}
