import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ProofView } from '../../../contract/views.ts';
import { Note } from '../../components/note.tsx';
import { formatDate, formatTime } from '../../i18n/formats.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { confirms, failureWords, type Meaning, meaningOf } from './meaning.ts';
import classes from './proof.module.css';

export interface ProofResultProps {
  readonly proof: ProofView;
}

/** What a proof has shown, dated, and what it means. */
export function ProofResult({ proof }: ProofResultProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const at = proof.endedAt ?? proof.startedAt;
  const date = `${formatDate(at, language)}, ${formatTime(at, language)}`;
  const meaning = proof.state === 'done' ? meaningOf(t, proof, language) : [];
  return (
    <div data-testid="proof-result" data-state={proof.state}>
      <Note tone={toneOf(proof)} title={t(`proof.result.${titleOf(proof, meaning)}`, { date })}>
        {proof.state === 'done' ? <Meanings meaning={meaning} /> : <p>{failureWords(t, proof)}</p>}
      </Note>
    </div>
  );
}

/** Whether payments confirm by themselves decides; the rest are remarks. */
function toneOf(proof: ProofView): 'good' | 'warn' | 'bad' | 'calm' {
  if (proof.state === 'done') return confirms(proof) ? 'good' : 'warn';
  return proof.state === 'failed' ? 'bad' : 'calm';
}

function titleOf(proof: ProofView, meaning: readonly Meaning[]) {
  if (proof.state !== 'done') return proof.state === 'failed' ? 'failed' : 'cancelled';
  if (!confirms(proof)) return 'unconfirmed';
  return meaning.some(({ tone }) => tone === 'warn') ? 'warned' : 'done';
}

function Meanings({ meaning }: { readonly meaning: readonly Meaning[] }) {
  return (
    <ul className={classes['meanings']}>
      {meaning.map(({ tone, words }) => (
        <li key={words}>
          {tone === 'good' ? (
            <IconCircleCheck size={20} aria-hidden className={classes['meaningMark']} data-tone={tone} />
          ) : (
            <IconAlertTriangle size={20} aria-hidden className={classes['meaningMark']} data-tone={tone} />
          )}
          <span>{words}</span>
        </li>
      ))}
    </ul>
  );
}
