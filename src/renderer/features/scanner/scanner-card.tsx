import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNotices } from '../../components/notices.tsx';
import settings from '../settings/settings-screen.module.css';
import { useChangeScanner } from './mutations.ts';
import { useScannerSettings } from './queries.ts';
import { RuleList } from './rule-list.tsx';
import { draftOf, problemsOfDraft, type ScannerDraft, rulesOf, settingsOf } from './scanner-draft.ts';
import classes from './scanner.module.css';
import { TryScanner } from './try-scanner.tsx';

/** How the scanner sends and how the shop's own codes are read; tried out in place, saved as a whole. */
export function ScannerCard() {
  const { t } = useTranslation();
  const saved = useScannerSettings().data;
  const [draft, setDraft] = useState<ScannerDraft | null>(null);
  if (!saved) return null;
  const shown = draft ?? draftOf(saved);
  return (
    <section className={settings['card']} aria-labelledby="settings-scanner" data-testid="scanner-card">
      <h3 id="settings-scanner">{t('scan.title')}</h3>
      <p className={settings['plain']}>{t('scan.intro')}</p>
      <KeyFields draft={shown} onChange={setDraft} />
      <SpeedFields draft={shown} onChange={setDraft} />
      <RuleList draft={shown} onChange={setDraft} />
      <TryScanner rules={rulesOf(shown)} />
      {draft ? <SaveRow draft={draft} onDone={() => setDraft(null)} /> : null}
    </section>
  );
}

export interface ScannerFieldProps {
  readonly draft: ScannerDraft;
  readonly onChange: (draft: ScannerDraft) => void;
}

/** So that fields side by side stand in one row, however long their hints are. */
const HINT_BELOW: ('label' | 'input' | 'description' | 'error')[] = [
  'label',
  'input',
  'description',
  'error',
];

const ENDS = ['Enter', 'Tab', 'none', 'own'] as const;
type End = (typeof ENDS)[number];

function endOf(suffix: string): End {
  if (suffix === '') return 'none';
  return suffix === 'Enter' || suffix === 'Tab' ? suffix : 'own';
}

function KeyFields({ draft, onChange }: ScannerFieldProps) {
  const { t } = useTranslation();
  // Choosing "something else" alone says nothing yet: the field for it has to stay.
  const [own, setOwn] = useState(endOf(draft.suffix) === 'own');
  const end: End = own ? 'own' : endOf(draft.suffix);
  const choose = (wanted: End) => {
    setOwn(wanted === 'own');
    onChange({ ...draft, suffix: wanted === 'none' || wanted === 'own' ? '' : wanted });
  };
  return (
    <div className={classes['pair']}>
      <NativeSelect
        label={t('scan.suffix')}
        description={t('scan.suffixHint')}
        inputWrapperOrder={HINT_BELOW}
        data-testid="scanner-suffix"
        value={end}
        data={ENDS.map((value) => ({ value, label: t(`scan.ends.${value}`) }))}
        onChange={({ currentTarget: { value } }) => choose(ENDS.find((one) => one === value) ?? 'Enter')}
      />
      {end === 'own' ? (
        <TextInput
          label={t('scan.suffixOwn')}
          autoComplete="off"
          maxLength={20}
          value={draft.suffix}
          onChange={(event) => onChange({ ...draft, suffix: event.currentTarget.value })}
        />
      ) : null}
      <TextInput
        label={t('scan.prefix')}
        description={t('scan.prefixHint')}
        inputWrapperOrder={HINT_BELOW}
        data-testid="scanner-prefix"
        autoComplete="off"
        maxLength={20}
        value={draft.prefix}
        onChange={(event) => onChange({ ...draft, prefix: event.currentTarget.value })}
      />
    </div>
  );
}

function SpeedFields({ draft, onChange }: ScannerFieldProps) {
  const { t } = useTranslation();
  const problems = problemsOfDraft(draft);
  return (
    <div className={classes['pair']}>
      <TextInput
        label={t('scan.gap')}
        description={t('scan.gapHint')}
        inputWrapperOrder={HINT_BELOW}
        inputMode="numeric"
        autoComplete="off"
        data-testid="scanner-gap"
        value={draft.gapMs}
        error={problems.gapMs ? t('scan.problem.gap') : null}
        onChange={(event) => onChange({ ...draft, gapMs: event.currentTarget.value })}
      />
      <TextInput
        label={t('scan.length')}
        inputMode="numeric"
        autoComplete="off"
        data-testid="scanner-length"
        value={draft.minLength}
        error={problems.minLength ? t('scan.problem.minLength') : null}
        onChange={(event) => onChange({ ...draft, minLength: event.currentTarget.value })}
      />
    </div>
  );
}

interface SaveRowProps {
  readonly draft: ScannerDraft;
  readonly onDone: () => void;
}

function SaveRow({ draft, onDone }: SaveRowProps) {
  const { t } = useTranslation();
  const { show } = useNotices();
  const change = useChangeScanner();
  const wanted = settingsOf(draft);
  const save = () => {
    if (!wanted) return;
    change.mutate(wanted, {
      onSuccess: () => {
        show({ tone: 'done', title: t('scan.saved') });
        onDone();
      },
    });
  };
  return (
    <div className={classes['save']}>
      <p className={classes['unsaved']}>{t('scan.unsaved')}</p>
      <Button variant="default" disabled={change.isPending} onClick={onDone}>
        {t('common.cancel')}
      </Button>
      <Button data-testid="scanner-save" disabled={wanted === null || change.isPending} onClick={save}>
        {t('common.save')}
      </Button>
    </div>
  );
}
