import { useState } from 'react';
import { z } from 'zod';
import type { ProductView } from '../../../contract/views.ts';
import type { CurrencyCode } from '../../../domain/currency.ts';
import { RequestError } from '../../client/request-error.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useSaveProduct } from './mutations.ts';
import {
  type DraftProblem,
  draftOf,
  type EditorDraft,
  newDraft,
  readDraft,
  sameDraft,
} from './product-draft.ts';
import { useReadProduct } from './queries.ts';

/** Whose code it is that could not be taken. */
export interface TakenCode {
  readonly productId: string;
  readonly name: string;
  readonly code: string;
}

const takenSchema = z.object({ productId: z.string(), name: z.string(), code: z.string() });

export interface ProductFormParts {
  /** As main has it now; null: a new one. */
  readonly product: ProductView | null;
  readonly categoryId: string | null;
  readonly currency: CurrencyCode;
}

/**
 * A product as it is being edited. What was typed is never lost: not when it is refused, and not when somebody else
 * has saved the product meanwhile.
 */
export function useProductForm({ product, categoryId, currency }: ProductFormParts) {
  const language = useLanguage();
  const fresh = () => (product === null ? newDraft(categoryId) : draftOf(product, language));
  const [base, setBase] = useState(product);
  const [first, setFirst] = useState<EditorDraft>(fresh);
  const [draft, setDraft] = useState(first);
  const [problem, setProblem] = useState<DraftProblem | null>(null);
  const save = useSaveProduct();
  const read = useReadProduct();
  const dirty = !sameDraft(draft, first);
  const moved = product !== null && base !== null && product.revision !== base.revision;
  const restart = () => {
    setBase(product);
    setFirst(fresh());
    setDraft(fresh());
    setProblem(null);
    save.reset();
  };
  // Nothing of ours would be lost: the newer one is simply shown.
  if (moved && !dirty && !save.isPending) restart();
  const change = (changes: Partial<EditorDraft>) => {
    setDraft((before) => ({ ...before, ...changes }));
    setProblem(null);
    if (!save.isPending) save.reset();
  };
  const submit = (onSaved: (saved: ProductView) => void) => {
    if (save.isPending) return;
    const wire = readDraft(draft, base, currency);
    setProblem(wire.ok ? null : wire.error);
    if (!wire.ok) return;
    save.mutate(wire.value, {
      onSuccess: onSaved,
      onError: (error) => {
        // The one that was saved meanwhile is read, so that both can be told apart.
        if (codeOf(error) === 'CATALOG_CHANGED' && base !== null) void read(base.id).catch(() => null);
      },
    });
  };
  return {
    draft,
    change,
    problem,
    dirty,
    submit,
    pending: save.isPending,
    /** Somebody else has saved it while it was being edited. */
    conflict: moved && dirty && !save.isPending,
    keepMine: () => {
      setBase(product);
      save.reset();
    },
    showTheirs: restart,
    taken: takenOf(save.error),
    /** Refused for any other reason. */
    error: save.error !== null && !SAID_APART.has(codeOf(save.error)) ? save.error : null,
  };
}

export type ProductFormState = ReturnType<typeof useProductForm>;

const codeOf = (error: unknown): string => (error instanceof RequestError ? error.code : '');
const SAID_APART: ReadonlySet<string> = new Set(['CODE_TAKEN', 'CATALOG_CHANGED']);

function takenOf(error: Error | null): TakenCode | null {
  if (!(error instanceof RequestError) || error.code !== 'CODE_TAKEN') return null;
  const taken = takenSchema.safeParse(error.wire.details);
  return taken.success ? taken.data : { productId: '', name: '', code: '' };
}
