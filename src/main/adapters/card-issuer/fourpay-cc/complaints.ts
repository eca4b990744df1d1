import { z } from 'zod';
import type { ProviderComplaint } from '../../../ports.ts';
import { parseComplaints, parseJson } from '../../payment-providers/common/error-bodies.ts';
import { withoutCardNumbers } from './fields.ts';

/** Nobody reads more complaints about one call. */
const COMPLAINTS_MAX = 100;

const item = z.object({
  loc: z.array(z.unknown()).optional().catch(undefined),
  msg: z.string().optional().catch(undefined),
  message: z.string().optional().catch(undefined),
  type: z.string().optional().catch(undefined),
});

const body = z.object({ detail: z.unknown() });

/**
 * What a refusal complains of: `{"detail":"…"}`, `{"detail":"field: …; field: …"}` or `{"detail":[{"loc":["body","field"],"msg","type"}]}`; else any shape
 * that a provider uses. A field is named by the last word of its place. Card numbers are not repeated (SEC-10).
 */
export function parseIssuerComplaints(text: string): readonly ProviderComplaint[] {
  const parsed = body.safeParse(parseJson(text));
  const told = parsed.success ? fromDetail(parsed.data.detail) : [];
  return (told.length > 0 ? told : parseComplaints(text)).map((complaint) => ({
    ...complaint,
    message: withoutCardNumbers(complaint.message),
  }));
}

function fromDetail(detail: unknown): readonly ProviderComplaint[] {
  if (typeof detail === 'string') return detail === '' ? [] : fromText(detail);
  if (!Array.isArray(detail)) return fromItem(detail);
  return detail
    .slice(0, COMPLAINTS_MAX)
    .flatMap((one) => (typeof one === 'string' ? fromDetail(one) : fromItem(one)));
}

/** A field in front of a colon is written as fields are, with no space in it; several come one after the other. */
function fromText(text: string): readonly ProviderComplaint[] {
  const parts = text.split('; ').map((part) => /^([a-z]\w{0,60}): (.+)$/is.exec(part));
  return parts.slice(0, COMPLAINTS_MAX).every((part) => part !== null)
    ? parts.flatMap((part) => (part ? [{ field: part[1] ?? '', message: part[2] ?? '' }] : []))
    : [{ message: text }];
}

function fromItem(one: unknown): readonly ProviderComplaint[] {
  const parsed = item.safeParse(one);
  if (!parsed.success) return [];
  const { loc = [], msg, message, type } = parsed.data;
  const words = msg ?? message ?? type;
  if (words === undefined) return [];
  const field = fieldAt(loc);
  return [
    {
      ...(field === undefined ? {} : { field }),
      ...(type === undefined ? {} : { code: type }),
      message: words,
    },
  ];
}

/** Where a field stands, without its own name. */
const PLACES: ReadonlySet<string> = new Set(['body', 'query', 'path', 'header']);

function fieldAt(loc: readonly unknown[]): string | undefined {
  const words = loc.filter((step) => typeof step === 'string');
  const last = words.at(-1);
  return last === undefined || (words.length === 1 && PLACES.has(last)) ? undefined : last;
}
