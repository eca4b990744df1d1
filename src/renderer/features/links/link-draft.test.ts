import { describe, expect, it } from 'vitest';
import { linkExamples } from '../../../../test/builders/wire-examples-links.ts';
import type { LinkPaymentView, LinkView } from '../../../contract/views.ts';
import { RequestError } from '../../client/request-error.ts';
import { createI18n } from '../../i18n/i18n.ts';
import { type LinkDraft, linkDraftOf, readLinkDraft, refusedField } from './link-draft.ts';
import { linkPaymentWords } from './link-history-dialog.tsx';

const tips: LinkView = linkExamples['links.create'].output.link;
const coffee: LinkView = { ...tips, name: 'Coffee', amount: { amountMinor: 35_000, currency: 'RUB' } };

const draft = (changes: Partial<LinkDraft> = {}): LinkDraft => ({
  ...linkDraftOf(null, ['card', 'sbp'], 'en'),
  name: ' Coffee ',
  ...changes,
});

describe('a link as it is typed', () => {
  it('is made with a fixed amount, or with none where the payer enters it', () => {
    expect(readLinkDraft(draft({ ask: 'fixed', amountText: '350,50' }), null, 'RUB')).toEqual({
      ok: true,
      value: {
        kind: 'create',
        input: {
          name: 'Coffee',
          amount: { amountMinor: 35_050, currency: 'RUB' },
          methods: ['card', 'sbp'],
          productIds: [],
          imageUrl: null,
        },
      },
    });
    // What was typed before the choice was changed is nothing that is asked for.
    const payer = readLinkDraft(draft({ ask: 'payer', amountText: '350' }), null, 'RUB');
    expect(payer).toMatchObject({ ok: true, value: { input: { amount: null } } });
  });

  it.each([
    ['name', { name: '  ' }],
    ['amount', { ask: 'fixed', amountText: '' }],
    ['amount', { ask: 'fixed', amountText: '0' }],
    ['amount', { ask: 'fixed', amountText: '-5' }],
    ['amount', { ask: 'fixed', amountText: '1.234' }],
    ['methods', { methods: [] }],
  ] as const)('is stopped at %s, given %j', (field, changes) => {
    expect(readLinkDraft(draft(changes), null, 'RUB')).toEqual({ ok: false, error: field });
  });

  it('sends of a change only what differs', () => {
    const unchanged = linkDraftOf(coffee, [], 'ru');
    expect(unchanged.amountText).toBe('350,00');
    expect(readLinkDraft(unchanged, coffee, 'RUB')).toEqual({
      ok: true,
      value: { kind: 'change', input: { linkId: coffee.id } },
    });
    const dearer = { ...unchanged, amountText: '400', methods: ['sbp', 'card'] };
    expect(readLinkDraft(dearer, coffee, 'RUB')).toMatchObject({
      value: { input: { amount: { amountMinor: 40_000, currency: 'RUB' } } },
    });
    expect(readLinkDraft(dearer, coffee, 'RUB')).not.toHaveProperty('value.input.methods');
    const pictured = { ...coffee, imageUrl: 'https://shop.example/a.png' };
    const bare = readLinkDraft({ ...linkDraftOf(pictured, [], 'en'), imageUrl: '' }, pictured, 'RUB');
    expect(bare).toMatchObject({ value: { input: { imageUrl: null } } });
    const stocked = { ...coffee, productIds: ['p-1', 'p-2'] };
    const form = linkDraftOf(stocked, [], 'en');
    const turned = readLinkDraft({ ...form, productIds: ['p-2', 'p-1'] }, stocked, 'RUB');
    expect(turned).not.toHaveProperty('value.input.productIds');
    const fewer = readLinkDraft({ ...form, productIds: ['p-2'] }, stocked, 'RUB');
    expect(fewer).toMatchObject({ value: { input: { productIds: ['p-2'] } } });
  });
});

describe('what the provider refuses', () => {
  const refusedWith = (message: string, details: Record<string, string>) =>
    new RequestError({
      code: 'PROVIDER_REJECTED',
      category: 'unavailable',
      message,
      correlationId: 'c',
      details,
    });
  const refused = (providerField?: string) =>
    refusedWith('', providerField === undefined ? {} : { providerField });

  it('lands on its field, whatever the provider calls it', () => {
    expect(refusedField(refused('amount.default'))).toBe('amount');
    expect(refusedField(refused('pay_config.methods'))).toBe('methods');
    expect(refusedField(refused('image'))).toBe('image');
  });

  it.each([
    ['image must be the URL of an uploaded image', 'image'],
    ['Amount: is too small', 'amount'],
    ['amount.default must be an integer; image must be a URL', 'amount'],
    ['fees are missing; pay_config.methods must be a list', 'methods'],
    ['The image is too large', null],
    ['imagine that', null],
    ['', null],
  ] as const)('is found in sentences where nothing else names it: %s', (message, field) => {
    expect(refusedField(refusedWith(message, { status: '422' }))).toBe(field);
    // Only what was wrong with the content is about a field.
    expect(refusedField(refusedWith(message, { status: '403' }))).toBeNull();
  });

  it('is a notice where the form has no such field, or none is named', () => {
    expect(refusedField(refused('fees'))).toBeNull();
    expect(refusedField(refused())).toBeNull();
    expect(refusedField(new Error('gone'))).toBeNull();
  });
});

describe('the story of a payment by a link', () => {
  const { t } = createI18n('en');
  const { settled: _none, ...rest }: LinkPaymentView = linkExamples['links.leave'].output;
  const at = rest.at;
  const words = (settled: LinkPaymentView['settled'], status: LinkPaymentView['status'] = 'charged') =>
    linkPaymentWords(t, { ...rest, status, settled });

  it('says which sale it pays, that it pays none and why, or that nobody has said yet', () => {
    expect(words(null)).toBe('paid, waits for a sale');
    expect(words(null, 'declined')).toBe('declined');
    expect(words({ at, saleId: 's1', receiptNumber: '000012', reason: null })).toBe('paid receipt 000012');
    const back = words({ at, saleId: 's1', receiptNumber: '000012', reason: null }, 'refunded');
    expect(back).toBe('given back; paid receipt 000012');
    expect(words({ at, saleId: 's1', receiptNumber: null, reason: null })).toBe('paid a sale');
    expect(words({ at, saleId: null, receiptNumber: null, reason: 'Tips' })).toBe('pays no sale: Tips');
  });
});
