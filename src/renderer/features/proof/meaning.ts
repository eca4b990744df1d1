import type { TFunction } from 'i18next';
import type { ProofStepView, ProofView } from '../../../contract/views.ts';
import { money } from '../../../domain/money.ts';
import { formatAmount } from '../../../domain/receipt.ts';
import type { Language } from '../../i18n/i18n.ts';
import { chargedIn } from './step-facts.ts';

/** One thing that a proof has shown, and what it means for the counter. */
export interface Meaning {
  readonly tone: 'good' | 'warn';
  readonly words: string;
}

/** Whether a proof shows that payments confirm by themselves, in the way in which codes are made now. */
export function proves(proof: ProofView | null, way: ProofView['way']): boolean {
  return proof !== null && confirms(proof) && proof.way === way;
}

/** Whether the payment of a proof named its code: nobody had to say whose it was. */
export function confirms(proof: ProofView): boolean {
  return proof.state === 'done' && stepOf(proof, 'names_code')?.state === 'ok';
}

/** What a proof that has come to its end means, the most important first. */
export function meaningOf(t: TFunction, proof: ProofView, language: Language): readonly Meaning[] {
  return [confirmation(t, proof), ...charge(t, proof, language), ...page(t, proof), ...refund(t, proof)];
}

function confirmation(t: TFunction, proof: ProofView): Meaning {
  if (!confirms(proof)) {
    return {
      tone: 'warn',
      words: t(proof.way === 'link' ? 'proof.meaning.linkless' : 'proof.meaning.notNamed'),
    };
  }
  const seconds = stepOf(proof, 'paid')?.detail['seconds'];
  const words =
    typeof seconds === 'number' ? t('proof.meaning.confirms', { seconds }) : t('proof.meaning.confirmsPlain');
  return { tone: 'good', words };
}

function charge(t: TFunction, proof: ProofView, language: Language): readonly Meaning[] {
  const step = stepOf(proof, 'charged');
  if (!step) return [];
  const { withFeeMinor, destMinor } = chargedIn(step.detail);
  const { amountMinor, currency } = proof.amount;
  const words = (minor: number) => formatAmount(money(minor, currency), language);
  const amount = words(amountMinor);
  const more = withFeeMinor !== null && withFeeMinor > amountMinor;
  const payer: Meaning = more
    ? { tone: 'warn', words: t('proof.meaning.fee', { amount, withFee: words(withFeeMinor) }) }
    : { tone: 'good', words: t('proof.meaning.noFee') };
  if (destMinor === null || destMinor === amountMinor) return [payer];
  return [payer, { tone: 'good', words: t('proof.meaning.dest', { amount, dest: words(destMinor) }) }];
}

function page(t: TFunction, proof: ProofView): readonly Meaning[] {
  const step = stepOf(proof, 'page_closed');
  if (!step || step.state === 'skipped') return [];
  if (step.detail['stillPays'] === true) return [{ tone: 'warn', words: t('proof.meaning.stillPays') }];
  if (step.detail['stillPays'] === false) return [{ tone: 'good', words: t('proof.meaning.stillOpens') }];
  return step.state === 'ok'
    ? [{ tone: 'good', words: t('proof.meaning.closed') }]
    : [{ tone: 'warn', words: t('proof.meaning.pageUnknown') }];
}

function refund(t: TFunction, proof: ProofView): readonly Meaning[] {
  const step = stepOf(proof, 'refund');
  if (!step || step.state === 'skipped') return [];
  if (step.state === 'ok') return [{ tone: 'good', words: t('proof.meaning.refund') }];
  const unknown = step.detail['reason'] === 'unknown';
  return [{ tone: 'warn', words: t(unknown ? 'proof.meaning.refundUnknown' : 'proof.meaning.noRefund') }];
}

/** Why a proof has not come to its end, and what was done about it. */
export function failureWords(t: TFunction, proof: ProofView): string {
  const failed = proof.steps.find(({ state }) => state === 'failed');
  if (!failed) return t('proof.cancelledBody');
  const { id, detail } = failed;
  if (detail['reason'] === 'money_differs') return t('proof.failure.charged');
  // The page was never looked at: the time was over before anybody paid.
  if (id === 'amount_shown' && detail['reason'] !== 'amount_differs') return t('proof.failure.paid');
  return t(`proof.failure.${id}`);
}

function stepOf({ steps }: ProofView, id: ProofStepView['id']): ProofStepView | undefined {
  return steps.find((step) => step.id === id);
}
