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
          pace.restart();
        }
      : null,
  );
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key.length === 1) pace.key(event);
    if (event.key !== 'Enter') return;
    if (text.length > 2) {
      setTyped({ count: text.length, ms: pace.longest() });
      setCode(null);
    }
    setText('');
    pace.restart();
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

/** The longest pause between the keys of what is being typed. */
function usePace() {
  const pace = useRef({ longest: 0, at: 0 });
  return {
    key: ({ timeStamp }: KeyboardEvent): void => {
      const { longest, at } = pace.current;
      pace.current = { longest: at === 0 ? 0 : Math.max(longest, timeStamp - at), at: timeStamp };
    },
    longest: (): number => pace.current.longest,
    restart: (): void => {
      pace.current = { longest: 0, at: 0 };
    },
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
      {scan.kind === 'invalid' ? <p>{t(`scan.reason.${scan.reason}`, { name: '' })}</p> : null}
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
