import { describe, expect, it } from 'vitest';
import type { ProofStepView, ProofView } from '../../../contract/views.ts';
import { createI18n } from '../../i18n/i18n.ts';
import { confirms, failureWords, meaningOf, proves } from './meaning.ts';
import { stepFacts } from './step-facts.ts';

type StepId = ProofStepView['id'];
type Steps = Partial<Record<StepId, Pick<ProofStepView, 'state'> & Partial<ProofStepView>>>;

const IDS: readonly StepId[] = [
  'code_made',
  'page_opens',
  'amount_shown',
  'paid',
  'names_code',
  'charged',
  'page_closed',
  'refund',
];

function proofOf(steps: Steps, change: Partial<ProofView> = {}): ProofView {
  return {
    id: 'p1',
    state: 'done',
    startedAt: '2026-05-01T08:00:00.000Z',
    endedAt: '2026-05-01T08:01:00.000Z',
    amount: { amountMinor: 100, currency: 'USD' },
    saleId: 's1',
    attemptId: null,
    way: 'link',
    question: null,
    steps: IDS.map((id) => ({ id, state: 'ok', detail: {}, ...steps[id] })),
    ...change,
  };
}

const { t } = createI18n('en');
const said = (proof: ProofView) => meaningOf(t, proof, 'en').map(({ tone, words }) => `${tone}: ${words}`);
const factsOf = (proof: ProofView, id: StepId) => {
  const step = proof.steps.find((one) => one.id === id);
  return step ? stepFacts(t, proof, step, 'en') : '';
};

describe('what a proof means', () => {
  it('is good where everything is as it should be', () => {
    const proof = proofOf({
      paid: { state: 'ok', detail: { seconds: 4, status: 'charged' } },
      charged: { state: 'ok', detail: { amountMinor: 100, withFeeMinor: 100, destMinor: 97 } },
    });
    expect(said(proof)).toEqual([
      'good: Payments are confirmed by themselves, 4 s after the customer has paid.',
      'good: The payer is charged exactly the price.',
      'good: Of $1.00, $0.97 arrives on your account.',
      'good: A page that is open takes no money once its code was taken back.',
      'good: Refunds work from the till.',
    ]);
  });

  it('warns of every fact that the counter has to know', () => {
    const proof = proofOf({
      names_code: { state: 'warning', detail: { collectsBy: 'hosted' } },
      charged: { state: 'warning', detail: { amountMinor: 100, withFeeMinor: 105, destMinor: null } },
      page_closed: { state: 'warning', detail: { stillPays: true, by: 'person' } },
      refund: { state: 'warning', detail: { reason: 'not_offered' } },
    });
    expect(said(proof)).toEqual([
      expect.stringMatching(/^warn: Payments do not name their link\. From now on/),
      expect.stringMatching(/^warn: The payer is charged more than the price: \$1\.05 for \$1\.00\./),
      expect.stringMatching(/^warn: A page that is open still takes money/),
      expect.stringMatching(/^warn: The till cannot give money back/),
    ]);
  });

  it('leaves out what was not tried', () => {
    const proof = proofOf(
      { page_closed: { state: 'skipped', detail: { reason: 'hosted' } } },
      { way: 'hosted' },
    );
    expect(said(proof).join()).not.toMatch(/page/i);
  });

  it('does not call a refund impossible whose end is not known', () => {
    const proof = proofOf({ refund: { state: 'warning', detail: { reason: 'unknown' } } });
    expect(said(proof).at(-1)).toBe('warn: The refund is not known yet. It is looked up until it is.');
  });
});

describe('whether a proof proves anything', () => {
  it('takes a payment that named its code, in the way that is used now', () => {
    expect(proves(proofOf({}), 'link')).toBe(true);
    expect(proves(proofOf({}), 'hosted')).toBe(false);
    expect(proves(null, 'link')).toBe(false);
  });

  it('takes no word of a person, and no end before the end', () => {
    expect(confirms(proofOf({ names_code: { state: 'warning' } }))).toBe(false);
    expect(confirms(proofOf({}, { state: 'failed' }))).toBe(false);
    expect(confirms(proofOf({}, { state: 'cancelled' }))).toBe(false);
  });
});

describe('why a proof went no further', () => {
  const failed = (id: StepId, reason: string) =>
    failureWords(t, proofOf({ [id]: { state: 'failed', detail: { reason } } }, { state: 'failed' }));

  it.each([
    ['page_opens', 'missing', /does not open/],
    ['amount_shown', 'amount_differs', /showed another amount/],
    ['amount_shown', 'expired', /No payment arrived/],
    ['paid', 'expired', /No payment arrived/],
    ['paid', 'money_differs', /Another amount was charged/],
  ] as const)('%s, %s', (id, reason, words) => {
    expect(failed(id, reason)).toMatch(words);
  });

  it('is nobody’s fault where it was stopped', () => {
    expect(failureWords(t, proofOf({}, { state: 'cancelled' }))).toBe('Nothing was proven.');
  });
});

describe('what a step has found', () => {
  it('is said with its time, in the language’s own figures', () => {
    const proof = proofOf({ page_opens: { state: 'ok', detail: { ms: 1260, status: 200 } } });
    expect(factsOf(proof, 'page_opens')).toBe('after 1.3 s, HTTP 200');
    const step = proof.steps[1];
    expect(step && stepFacts(createI18n('ru').t, proof, step, 'ru')).toBe('через 1,3 с, HTTP 200');
  });

  it('names how the payment was known', () => {
    expect(factsOf(proofOf({}), 'names_code')).toBe('it names the link');
    expect(factsOf(proofOf({}, { way: 'hosted' }), 'names_code')).toBe('it carries our number');
    expect(factsOf(proofOf({ names_code: { state: 'warning' } }), 'names_code')).toMatch(/you said/);
  });

  it('says nothing of what has not happened', () => {
    for (const state of ['waiting', 'running', 'skipped'] as const) {
      for (const id of IDS) expect(factsOf(proofOf({ [id]: { state } }), id), `${id} ${state}`).toBe('');
    }
  });

  it('keeps to what is known of a page that was not tried', () => {
    const hosted = proofOf({ page_closed: { state: 'skipped', detail: { reason: 'hosted' } } });
    expect(factsOf(hosted, 'page_closed')).toBe('a hosted page closes by itself');
  });
});
