import { z } from 'zod';
import type { ProviderComplaint } from '../../../ports.ts';

/**
 * The shapes in which 4pay.online complains, seed and elsewhere:
 * `{errors:{field:[…]}}` · `{errors:[{code,detail,source:{pointer}}]}` · `{errors:["…"]}` ·
 * `{error,message}` · `{error,details:{field:[…]}}`.
 */
const item = z.union([
  z.string(),
  z.object({
    code: z.union([z.string(), z.number()]).optional(),
    detail: z.string().optional(),
    title: z.string().optional(),
    message: z.string().optional(),
    source: z.object({ pointer: z.string().optional() }).optional(),
  }),
]);

const byField = z.record(z.string(), z.union([z.string(), z.array(z.unknown())]));

const body = z.object({
  errors: z.union([z.array(item), byField]).optional(),
  error: z.string().optional(),
  message: z.string().optional(),
  details: byField.optional(),
});

/** Normalises an error body; a body that says nothing gives an empty list. */
export function parseComplaints(text: string): readonly ProviderComplaint[] {
  const parsed = body.safeParse(parseJson(text));
  if (!parsed.success) return [];
  const { errors, error, message, details } = parsed.data;
  const listed = Array.isArray(errors) ? errors.map(fromItem) : fromFields(errors ?? {});
  const complaints = listed.length > 0 ? listed : fromFields(details ?? {}, error);
  if (complaints.length > 0) return complaints;
  if (error === undefined && message === undefined) return [];
  return [{ ...(error === undefined ? {} : { code: error }), message: message ?? error ?? '' }];
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function fromItem(complaint: z.infer<typeof item>): ProviderComplaint {
  if (typeof complaint === 'string') return { message: complaint };
  const { code, detail, title, message, source } = complaint;
  const field = fieldOf(source?.pointer);
  return {
    ...(field === '' ? {} : { field }),
    ...(code === undefined ? {} : { code: String(code) }),
    message: detail ?? message ?? title ?? String(code ?? ''),
  };
}

/** What wraps every field of a request, and tells nothing of it. */
const WRAPPERS: ReadonlySet<string> = new Set(['', 'data', 'attributes', 'params', 'link']);

/** The field that a JSON pointer means: `/data/attributes/amount/default` is `amount.default`. */
function fieldOf(pointer: string | undefined): string {
  const steps = (pointer ?? '').split('/');
  return steps.filter((step, index) => !(WRAPPERS.has(step) && index < 3)).join('.');
}

function fromFields(fields: z.infer<typeof byField>, code?: string): readonly ProviderComplaint[] {
  return Object.entries(fields).flatMap(([field, messages]) =>
    [messages].flat().map((message) => ({
      field,
      ...(code === undefined ? {} : { code }),
      message: typeof message === 'string' ? message : JSON.stringify(message),
    })),
  );
}
