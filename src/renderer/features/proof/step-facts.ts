import type { TFunction } from 'i18next';
import type { ProofStepView, ProofView } from '../../../contract/views.ts';
import { money } from '../../../domain/money.ts';
import { formatAmount } from '../../../domain/receipt.ts';
import { formatSeconds } from '../../i18n/formats.ts';
import type { Language } from '../../i18n/i18n.ts';

type Detail = ProofStepView['detail'];

/** What a step has found, in a few words; empty while there is nothing to say. */
export function stepFacts(t: TFunction, proof: ProofView, step: ProofStepView, language: Language): string {
  const said = step.id === 'page_closed' && step.state === 'skipped';
  if (UNSAID.has(step.state) && !said) return '';
  return (FACTS[step.id]?.(t, proof, step, language) ?? []).join(', ');
}

const UNSAID: ReadonlySet<ProofStepView['state']> = new Set(['waiting', 'running', 'skipped']);

type Facts = (t: TFunction, proof: ProofView, step: ProofStepView, language: Language) => readonly string[];

const FACTS: Partial<Readonly<Record<ProofStepView['id'], Facts>>> = {
  code_made: (t, _proof, { detail }, language) => inSeconds(t, detail, language),
  page_opens: (t, _proof, { detail }, language) => [...inSeconds(t, detail, language), ...answer(t, detail)],
  paid: (t, _proof, { detail }) => paidFacts(t, detail),
  names_code: (t, proof, { state }) => [t(`proof.fact.${namedBy(proof, state)}`)],
  charged: (t, proof, { detail }, language) => chargedFacts(t, proof, detail, language),
  page_closed: (t, _proof, step) => pageFacts(t, step),
  refund: (t, proof, step, language) => refundFacts(t, proof, step, language),
};

/** Nothing takes no time at all. */
const SHORTEST_MS = 100;

function inSeconds(t: TFunction, detail: Detail, language: Language): readonly string[] {
  const ms = numberIn(detail, 'ms');
  return ms === null
    ? []
    : [t('proof.fact.ms', { seconds: formatSeconds(Math.max(ms, SHORTEST_MS), language) })];
}

function answer(t: TFunction, detail: Detail): readonly string[] {
  const status = numberIn(detail, 'status');
  return status === null ? [] : [t('proof.fact.status', { status })];
}

function paidFacts(t: TFunction, detail: Detail): readonly string[] {
  const seconds = numberIn(detail, 'seconds');
  if (seconds === null) return [];
  const word = detail['status'];
  return [
    typeof word === 'string'
      ? t('proof.fact.paid', { seconds, word })
      : t('proof.fact.paidPlain', { seconds }),
  ];
}

function namedBy({ way }: ProofView, state: ProofStepView['state']) {
  if (state !== 'ok') return 'notNamed' as const;
  return way === 'link' ? ('byLink' as const) : ('byReference' as const);
}

function chargedFacts(t: TFunction, proof: ProofView, detail: Detail, language: Language): readonly string[] {
  const { withFeeMinor, destMinor } = chargedIn(detail);
  const { amountMinor, currency } = proof.amount;
  const words = (minor: number) => formatAmount(money(minor, currency), language);
  const more = withFeeMinor !== null && withFeeMinor !== amountMinor;
  return [
    more
      ? t('proof.fact.withFee', { amount: words(withFeeMinor) })
      : t('proof.fact.exact', { amount: words(amountMinor) }),
    ...(destMinor === null ? [] : [t('proof.fact.dest', { amount: words(destMinor) })]),
  ];
}

/** What the payer was charged and what arrives, in minor units; null where the provider does not say. */
export function chargedIn(detail: Detail): { withFeeMinor: number | null; destMinor: number | null } {
  return { withFeeMinor: numberIn(detail, 'withFeeMinor'), destMinor: numberIn(detail, 'destMinor') };
}

function pageFacts(t: TFunction, { state, detail }: ProofStepView): readonly string[] {
  if (state === 'skipped') return detail['reason'] === 'hosted' ? [t('proof.fact.hosted')] : [];
  if (detail['stillPays'] === true) return [t('proof.fact.stillPays')];
  if (detail['stillPays'] === false) return [t('proof.fact.opensOnly')];
  const { reason } = detail;
  if (reason === 'not_deleted' || reason === 'not_deleted_yet') return [t('proof.fact.notDeleted')];
  if (reason === 'unreachable') return [t('proof.fact.unreachable')];
  const status = numberIn(detail, 'status');
  return status === null ? [] : [t('proof.fact.gone', { status })];
}

function refundFacts(
  t: TFunction,
  proof: ProofView,
  { state, detail }: ProofStepView,
  language: Language,
): readonly string[] {
  if (state === 'ok') return [t('proof.fact.refunded', { amount: formatAmount(proof.amount, language) })];
  if (state !== 'warning') return [];
  if (detail['reason'] === 'not_offered') return [t('proof.fact.notOffered')];
  return [t(detail['reason'] === 'unknown' ? 'proof.fact.notKnown' : 'proof.fact.refused')];
}

function numberIn(detail: Detail, name: string): number | null {
  const value = detail[name];
  return typeof value === 'number' ? value : null;
}
