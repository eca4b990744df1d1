import { z } from 'zod';
import type { ProviderComplaint } from '../../../ports.ts';

/**
 * The shapes in which providers complain:
 * `{errors:{field:[…]}}`, with a `message` beside it or not · `{errors:[{code,detail,source:{pointer}}]}` · `{errors:["…"]}` ·
 * `{error,message}` · `{error,details:{field:[…]}}` ·
 * `{error,error_description}` · any of them as `{error:{…}}`; and a field in a field, `{errors:{field:{field:[…]}}}`.
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

const byField = z.record(
  z.string(),
  z.union([z.string(), z.array(z.unknown()), z.record(z.string(), z.unknown())]),
);

const body = z.object({
  errors: z.union([z.array(item), byField]).optional(),
  error: z.string().optional(),
  error_description: z.string().optional(),
  message: z.string().optional(),
  details: byField.optional(),
});

const told = z.union([z.object({ error: body }).transform(({ error }) => error), body]);

/** A field in a field in a field: no request of ours is nested deeper. */
const DEPTH_MAX = 4;

/** Nobody reads more complaints about one call. */
const COMPLAINTS_MAX = 100;

/** Normalises an error body; a body that says nothing gives an empty list. */
export function parseComplaints(text: string): readonly ProviderComplaint[] {
  const parsed = told.safeParse(parseJson(text));
  if (!parsed.success) return [];
  const { errors, error, details } = parsed.data;
  const message = parsed.data.message ?? parsed.data.error_description;
  const listed = Array.isArray(errors) ? errors.map(fromItem) : fromFields(errors ?? {});
  const complaints = listed.length > 0 ? listed : fromFields(details ?? {}, error);
  if (complaints.length > 0) return complaints.slice(0, COMPLAINTS_MAX);
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
const WRAPPERS: ReadonlySet<string> = new Set(['', 'data', 'attributes', 'params', 'link', 'product']);

/** The field that a JSON pointer means: `/data/attributes/amount/default` is `amount.default`. */
function fieldOf(pointer: string | undefined): string {
  const steps = (pointer ?? '').split('/');
  return steps.filter((step, index) => !(WRAPPERS.has(step) && index < 3)).join('.');
}

function fromFields(fields: z.infer<typeof byField>, code?: string): readonly ProviderComplaint[] {
  return Object.entries(fields).flatMap(([field, told]) =>
    fieldMessages(field, told).map((complaint) => ({
      ...complaint,
      ...(code === undefined ? {} : { code }),
    })),
  );
}

interface FieldMessage {
  readonly field: string;
  readonly message: string;
}

function fieldMessages(field: string, told: unknown, depth = 1): readonly FieldMessage[] {
  if (typeof told === 'object' && told !== null && !Array.isArray(told) && depth < DEPTH_MAX)
    return Object.entries(told).flatMap(([name, inner]) =>
      fieldMessages(`${field}.${name}`, inner, depth + 1),
    );
  return [told].flat().map((message) => ({ field, message: wordsOf(message) }));
}

function wordsOf(message: unknown): string {
  if (typeof message === 'string') return message;
  try {
    return JSON.stringify(message) ?? '';
  } catch {
    // Nested so deeply that nothing can write it down.
    return '';
  }
}
