import { RequestError } from '../../client/request-error.ts';
import { useCardsErrorWords } from './use-cards-error-words.ts';

/** The field of a form that main would not even send to the issuer; null where it names none. */
export function fieldRefused(error: unknown): string | null {
  if (!(error instanceof RequestError)) return null;
  const field = error.wire.details?.['field'];
  return typeof field === 'string' ? field : null;
}

/** What stands at a field that main refused, such as a name that is taken. */
export function useFieldRefusal(error: unknown): (field: string) => string | null {
  const words = useCardsErrorWords();
  const refused = fieldRefused(error);
  return (field) => (field === refused ? words(error).title : null);
}
