import { type Reply, jsonReply } from '../http/reply.ts';
import type { SandboxSwitches } from '../switches.ts';

/** What is wrong with one field; the field is a dotted path, `amount.currency`. */
export interface FieldProblem {
  readonly field: string;
  readonly message: string;
}

function byField(problems: readonly FieldProblem[]): Readonly<Record<string, readonly string[]>> {
  const fields: Record<string, string[]> = {};
  for (const { field, message } of problems) fields[field] = [...(fields[field] ?? []), message];
  return fields;
}

function validationBody(
  problems: readonly FieldProblem[],
  shape: SandboxSwitches['validationShape'],
): unknown {
  const sentences = problems.map(({ field, message }) => `${field} ${message}`);
  switch (shape) {
    case 'fields':
      return { errors: byField(problems) };
    case 'jsonapi':
      return {
        errors: problems.map(({ field, message }) => ({
          code: 'invalid',
          detail: message,
          source: { pointer: `/${field.replaceAll('.', '/')}` },
        })),
      };
    case 'strings':
      return { errors: sentences };
    case 'code':
      return { error: 'validation_error', message: sentences.join('; ') };
    case 'details':
      return { error: 'bad_request', details: byField(problems) };
  }
}

/** A 422 in the shape that the switch asks for. */
export function validationReply(problems: readonly FieldProblem[], switches: SandboxSwitches): Reply {
  return jsonReply(422, validationBody(problems, switches.validationShape));
}
