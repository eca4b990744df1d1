import type { TransferForm } from './transfers.ts';

/** A JSON schema. */
export type Schema = Readonly<Record<string, unknown>>;

const text: Schema = { type: 'string' };
const optionalText: Schema = { anyOf: [{ type: 'string' }, { type: 'null' }] };
const amount: Schema = { anyOf: [{ type: 'number' }, { type: 'string' }], title: 'Amount' };
const optionalAmount: Schema = { anyOf: [{ type: 'number' }, { type: 'string' }, { type: 'null' }] };

function body(title: string, required: Readonly<Record<string, Schema>>, more: Schema = {}): Schema {
  return { title, type: 'object', required: Object.keys(required), properties: { ...required, ...more } };
}

function transferBody({ from, to, strange }: TransferForm): Schema {
  const uuid: Schema = { type: 'string', format: 'uuid' };
  const needed = { [from]: uuid, [to]: uuid, amount, currency: text };
  return body('AccountTransfer', strange === null ? needed : { ...needed, [strange]: text }, {
    description: optionalText,
  });
}

/** The bodies that the operations name, by their names. */
export function bodySchemas(form: TransferForm): Readonly<Record<string, Schema>> {
  return {
    AccountTransfer: transferBody(form),
    CardholderCreate: body('CardholderCreate', {
      cardOwnerId: { type: 'string', pattern: '^[a-zA-Z0-9-]{1,100}$' },
      first_name: text,
      last_name: text,
      email: { type: 'string', format: 'email' },
      phone: text,
    }),
    CardCreate: body(
      'CardCreate',
      { name: text, cardOwnerId: text, cardType: { type: 'string', enum: ['virtual', 'physical'] } },
      {
        cardProviderBinId: optionalText,
        binCategoryId: optionalText,
        limits: { anyOf: [{ $ref: '#/components/schemas/CardLimits' }, { type: 'null' }] },
      },
    ),
    CardLimits: body(
      'CardLimits',
      {},
      { daily: optionalAmount, monthly: optionalAmount, perTransaction: optionalAmount },
    ),
    CardMove: body('CardMove', { amount, currency: text }, { description: optionalText }),
    WebhookConfig: body(
      'WebhookConfig',
      { url: text, event_types: { type: 'array', items: text } },
      { secret: optionalText, is_active: { type: 'boolean', default: true } },
    ),
  };
}
