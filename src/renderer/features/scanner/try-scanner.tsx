import { TextInput } from '@mantine/core';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CurrencyCode } from '../../../domain/currency.ts';
import { type InStoreRule, readScan } from '../../../domain/scan-code.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useStatus } from '../shell/queries.ts';
import { readingWords } from './reading-words.ts';
import { shortCode } from './scan-problem.ts';
import { useScanTarget } from './scan-target.ts';
import classes from './scanner.module.css';

/** Keys that came too slowly, or without the end that is set: how many, and how far apart. */
interface Typed {
  readonly count: number;
  readonly ms: number;
}

/** A place to scan into without selling: says what was read, and how it is understood. */
export function TryScanner({ rules }: { readonly rules: readonly InStoreRule[] }) {
  const { t } = useTranslation();
  const [focused, setFocused] = useState(false);
  const [code, setCode] = useState<string | null>(null);
  const [typed, setTyped] = useState<Typed | null>(null);
  const [text, setText] = useState('');
  const pace = usePace();
  useScanTarget(
    focused
      ? (scanned) => {
          setCode(scanned);
          setTyped(null);
          setText('');
        }
      : null,
  );
  const onKeyDown = (event: KeyboardEvent) => {
    const last = pace(event);
    if (event.key !== 'Enter' || text.length < 3) return;
    setTyped(last);
    setCode(null);
    setText('');
  };
  return (
    <div className={classes['try']}>
      <TextInput
        label={t('scan.tryTitle')}
        description={t('scan.tryHint')}
        placeholder={t('scan.tryField')}
        data-testid="scanner-try"
        autoComplete="off"
        spellCheck={false}
        value={text}
        onFocus={() => setFocused(true)}
        onBlur={() => setFocused(false)}
        onKeyDown={onKeyDown}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div aria-live="polite">
        {code === null ? null : <Reading code={code} rules={rules} />}
        {typed === null ? null : (
          <p className={classes['typed']} data-testid="scanner-typed">
            {t('scan.tryTyped', { count: typed.count, ms: Math.round(typed.ms) })}
          </p>
        )}
      </div>
    </div>
  );
}

/** Longer than this, and a new code has begun. */
const PAUSE_MS = 1000;

/** How far apart the keys have been since the last pause. */
function usePace(): (event: KeyboardEvent) => Typed {
  const pace = useRef({ count: 0, ms: 0, at: 0 });
  return ({ timeStamp, key }) => {
    const { count, ms, at } = pace.current;
    const gap = timeStamp - at;
    const fresh = count === 0 || gap > PAUSE_MS;
    pace.current = { count: fresh ? 1 : count + 1, ms: fresh ? 0 : Math.max(ms, gap), at: timeStamp };
    const now = pace.current;
    if (key === 'Enter') pace.current = { count: 0, ms: 0, at: 0 };
    return { count: now.count - 1, ms: now.ms };
  };
}

interface ReadingProps {
  readonly code: string;
  readonly rules: readonly InStoreRule[];
}

function Reading({ code, rules }: ReadingProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const currency: CurrencyCode = useStatus().data?.currency ?? 'RUB';
  const scan = readScan(code, rules, new Intl.DateTimeFormat('sv-SE').format(new Date()));
  const { title, facts } = readingWords(t, scan, { language, currency });
  return (
    <div className={classes['reading']} data-invalid={scan.kind === 'invalid'} data-testid="scanner-read">
      <p className={classes['code']}>
        <span className="visually-hidden">{t('scan.tryRead')}: </span>
        {shortCode(code)}
      </p>
      <p className={classes['kind']}>{title}</p>
      {facts.length === 0 ? null : (
        <dl className={classes['facts']}>
          {facts.map(({ label, value }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}
