import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exampleSale, wireExamples } from '../../test/builders/wire-examples.ts';
import { isOperationName, type OperationName, operations } from './operations.ts';

const names = Object.keys(operations).filter(isOperationName);

/** Every object inside a value, by path, with one field more than it should have. */
function withStrangers(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) {
    return value.flatMap((item, index) =>
      withStrangers(item).map((changed) => value.map((other, at) => (at === index ? changed : other))),
    );
  }
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.entries(value).flatMap(([key, item]) =>
    withStrangers(item).map((changed) => ({ ...value, [key]: changed })),
  );
  return [{ ...value, stranger: true }, ...inner];
}

describe('SEC-4 the table of the wire', () => {
  test.each(names)('%s takes its own request and reply, over JSON and back', (name) => {
    const { input, output } = operations[name];
    const example = wireExamples[name];
    const request = input.safeParse(JSON.parse(JSON.stringify(example.input)));
    expect(request.error?.issues).toBeUndefined();
    const reply = output.safeParse(JSON.parse(JSON.stringify(example.output)));
    expect(reply.error?.issues).toBeUndefined();
    expect(reply.data).toEqual(example.output);
    // What has been parsed once is taken as it is by the other end.
    expect(input.parse(request.data)).toEqual(request.data);
  });

  test.each(names)('%s refuses a field that nobody declared, in the request and in the reply', (name) => {
    const { input, output } = operations[name];
    const strangers = withStrangers(wireExamples[name].input);
    expect(strangers.length).toBeGreaterThan(0);
    for (const changed of strangers)
      expect(input.safeParse(changed).success, JSON.stringify(changed)).toBe(false);
    // A timeline's details are the one open record.
    const replies = withStrangers(wireExamples[name].output).filter(
      (changed) => !/"detail":{[^}]*"stranger"/.test(JSON.stringify(changed)),
    );
    for (const changed of replies)
      expect(output.safeParse(changed).success, JSON.stringify(changed)).toBe(false);
  });

  test('no schema throws, whatever the value', () => {
    const value = fc.oneof(
      fc.jsonValue(),
      fc.anything({
        withBigInt: true,
        withDate: true,
        withMap: true,
        withNullPrototype: true,
        withSet: true,
        withTypedArray: true,
        withSparseArray: true,
      }),
    );
    fc.assert(
      fc.property(fc.constantFrom(...names), value, (name, given) => {
        expect(typeof operations[name].input.safeParse(given).success).toBe('boolean');
        expect(typeof operations[name].output.safeParse(given).success).toBe('boolean');
      }),
      { numRuns: 1500 },
    );
  });

  test('no schema throws on a request that is nearly right', () => {
    const nearly = fc.constantFrom(...names).chain((name) => {
      const fields = Object.keys(wireExamples[name].input);
      return fc.tuple(
        fc.constant(name),
        fc.dictionary(fc.oneof(fc.constantFrom('saleId', ...fields), fc.string()), fc.jsonValue(), {
          maxKeys: 4,
        }),
      );
    });
    fc.assert(
      fc.property(nearly, ([name, changes]) => {
        const parsed = operations[name].input.safeParse({ ...wireExamples[name].input, ...changes });
        expect(parsed.success || parsed.error.issues.length > 0).toBe(true);
      }),
      { numRuns: 800 },
    );
  });

  test('names that are everybody’s are not operations', () => {
    for (const name of [
      'constructor',
      'toString',
      '__proto__',
      'hasOwnProperty',
      '',
      'sale',
      'sale.',
      'SALE.VOID',
    ]) {
      expect(isOperationName(name), name).toBe(false);
    }
  });

  test('queries and commands, and who may call them, are declared', () => {
    const owners = names.filter((name) => operations[name].role === 'owner');
    expect(owners).toEqual([
      'setup.startDemo',
      'setup.connectAccount',
      'cards.connect',
      'cards.disconnect',
      'cards.createHolder',
      'cards.issue',
      'cards.topUp',
      'cards.withdraw',
      'cards.transfer',
      'cards.freeze',
      'cards.unfreeze',
      'cards.close',
      'cards.decide',
      'cards.reveal',
      'cards.setWebhook',
      'cards.deleteWebhook',
      'webhook.change',
      'webhook.keepSecret',
      'webhook.forgetSecret',
      'connection.enterKey',
      'connection.signIn',
      'connection.change',
      'connection.disconnect',
      'books.acceptAnchor',
      'staff.makeRecoveryCode',
    ]);
    const anyone = names.filter((name) => operations[name].role === 'anyone');
    expect(anyone).toEqual(['app.status', 'staff.session', 'staff.signIn', 'staff.recover']);
    const managers = names.filter((name) => operations[name].role === 'manager');
    expect(managers).toEqual(
      expect.arrayContaining([
        'payment.handOver',
        'attention.attach',
        'attention.refund',
        'attention.dismiss',
        'refund.start',
        'refund.decide',
        'proof.start',
      ]),
    );
    const commands = names.filter((name) => operations[name].kind === 'command');
    for (const name of names.filter((other) => !commands.includes(other))) {
      expect(name).toMatch(
        /\.(status|search|browse|product|categories|priceHistory|previewBulk|changes|exportStatus|rows|current|list|get|options|tray|targets|supportText|pulse|session|x|z|zList|timeline|others|qr|payments|spares|preview|differences|left|named|desk|accounts|account|holders|card|operations|operation|transactions|webhook)$/,
      );
    }
  });
});

describe('what a request may hold', () => {
  const refused: readonly (readonly [OperationName, unknown])[] = [
    ['sale.addAmount', { amount: { amountMinor: 1.5, currency: 'RUB' } }],
    ['sale.addAmount', { amount: { amountMinor: 2 ** 53, currency: 'RUB' } }],
    ['sale.addAmount', { amount: { amountMinor: '1', currency: 'RUB' } }],
    ['sale.addAmount', { amount: { amountMinor: 1, currency: 'IDR' } }],
    ['sale.addLine', { productId: '', quantityThousandths: 1000 }],
    ['sale.addLine', { productId: 'x'.repeat(65) }],
    ['sale.addLine', { productId: 'p', quantityThousandths: 0 }],
    ['sale.setQuantity', { saleId: 's', lineId: 'l', quantityThousandths: -1 }],
    ['catalog.search', { text: 'x'.repeat(201) }],
    ['catalog.search', { limit: 201 }],
    ['catalog.search', { limit: 0 }],
    ['connection.enterKey', { apiKey: 'short' }],
    ['connection.enterKey', { apiKey: 'with a space' }],
    ['connection.enterKey', { apiKey: 'pk_live_\r\nx-other: 1' }],
    ['connection.enterKey', { apiKey: 'pk_live_ключ' }],
    ['connection.enterKey', { apiKey: 'pk_live_key', organizationId: 'a\nb' }],
    ['settings.change', { linkLifetimeMinutes: 0 }],
    ['settings.change', { linkLifetimeMinutes: 61 }],
    ['settings.change', { storeName: '   ' }],
    ['settings.change', { language: 'de' }],
    ['setup.startDemo', {}],
  ];
  test.each(refused)('%s refuses %j', (name, input) => {
    expect(operations[name].input.safeParse(input).success).toBe(false);
  });

  test('MON-1 amounts and totals that are not exact never leave either', () => {
    for (const amountMinor of [0.5, 2 ** 53, Number.NaN, null, '1']) {
      const reply = { ...exampleSale, total: { amountMinor, currency: 'RUB' } };
      expect(operations['sale.current'].output.safeParse(reply).success).toBe(false);
    }
  });

  test('defaults are filled in, spaces around typed text go away', () => {
    expect(operations['catalog.search'].input.parse({})).toEqual({
      text: '',
      categoryId: null,
      favourite: false,
      state: 'active',
      cursor: null,
      limit: 60,
    });
    expect(
      operations['connection.enterKey'].input.parse({ apiKey: ' pk_test_key\n', organizationId: ' ' }),
    ).toEqual({
      apiKey: 'pk_test_key',
      organizationId: null,
    });
  });

  test('SEC-7 no reply but a copied link has a place for an address that is paid at', () => {
    const withUrl = names.filter((name) =>
      /payer_?url(?!template)/i.test(JSON.stringify(wireExamples[name].output)),
    );
    expect(withUrl.filter((name) => !name.startsWith('connection.')).sort()).toEqual([
      'links.copy',
      'payment.copyLink',
    ]);
  });
});
