import { useTranslation } from 'react-i18next';
import type { ConnectionView } from '../../../contract/views.ts';
import { Note } from '../../components/note.tsx';
import { durationWords } from '../../i18n/formats.ts';
import { useProblemWords } from './problem-words.ts';
import { skewOf, standingOf } from './standing.ts';

/** What is wrong, one note a thing, each with what follows and what to do. */
export function StateNotes({ connection }: { readonly connection: ConnectionView }) {
  const { t } = useTranslation();
  const skew = skewOf(connection);
  return (
    <>
      {standingOf(connection) === 'absent' ? (
        <Note tone="warn" title={t('connection.absentTitle')}>
          {t('connection.absentBody')}
        </Note>
      ) : (
        <ProblemNote connection={connection} />
      )}
      {skew === null ? null : (
        <Note
          tone="warn"
          title={t(skew > 0 ? 'connection.clockAhead' : 'connection.clockBehind', {
            duration: durationWords(t, skew),
          })}
        >
          {t('connection.clockBody')}
        </Note>
      )}
      {connection.linkless ? (
        <Note tone="warn" title={t('connection.linklessTitle')}>
          {t('connection.linklessBody')}
        </Note>
      ) : null}
    </>
  );
}

function ProblemNote({ connection }: { readonly connection: ConnectionView }) {
  const { t } = useTranslation();
  const problemWords = useProblemWords();
  const { problem, signIn, state } = connection;
  const code = problem?.code ?? (state === 'sign_in_needed' ? 'PROVIDER_SIGN_IN_NEEDED' : null);
  if (code === null) return null;
  const { title, remedy } = problemWords(code, signIn);
  const requestId = problem?.details?.['requestId'];
  return (
    <Note tone={state === 'refused' ? 'bad' : 'warn'} title={title} testId="connection-problem">
      <p>{remedy}</p>
      {requestId === undefined ? null : <p>{t('connection.supportId', { id: requestId })}</p>}
    </Note>
  );
}
