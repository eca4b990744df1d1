import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CheckRow } from '../../components/check-row.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { type RateDraft, type RateProblem, rateDraft, readRate, type VersionDraft } from './rate-draft.ts';
import { dayOf, type RateView } from './tax-draft.ts';
import classes from './taxes.module.css';

export interface RateDialogProps {
  readonly rate: RateView;
  readonly onDone: (rate: RateView) => void;
  readonly onClose: () => void;
}

/** As many versions as the contract takes. */
const VERSIONS_MAX = 20;

/** One rate: what it is called, and what it is from which day on. */
export function RateDialog({ rate, onDone, onClose }: RateDialogProps) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(() => rateDraft(rate));
  const [problem, setProblem] = useState<RateProblem | null>(null);
  const type = (next: RateDraft) => {
    setDraft(next);
    setProblem(null);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const read = readRate(rate.id, draft);
    setProblem(read.ok ? null : read.error);
    if (read.ok) onDone(read.value);
  };
  return (
    <Dialog title={t('taxes.rateTitle')} width={620} onClose={onClose}>
      <form className={classes['form']} data-testid="tax-rate-form" onSubmit={submit}>
        <TextInput
          data-autofocus
          data-testid="tax-rate-name"
          label={t('taxes.rateName')}
          description={t('taxes.rateNameHint')}
          autoComplete="off"
          maxLength={40}
          value={draft.name}
          error={problem === 'name' ? t('taxes.problem.name') : null}
          onChange={(event) => type({ ...draft, name: event.currentTarget.value })}
        />
        <Versions draft={draft} onChange={type} />
        {problem === null || problem === 'name' ? null : (
          <p className={classes['problem']} role="alert">
            {t(`taxes.problem.${problem}`)}
          </p>
        )}
        <CheckRow checked={draft.active} onChange={(active) => type({ ...draft, active })}>
          {t('taxes.rateActive')}
          <small className={classes['hint']}>{t('taxes.rateActiveHint')}</small>
        </CheckRow>
        <Button type="submit" size="lg" fullWidth data-testid="tax-rate-done">
          {t('taxes.done')}
        </Button>
      </form>
    </Dialog>
  );
}

interface VersionsProps {
  readonly draft: RateDraft;
  readonly onChange: (draft: RateDraft) => void;
}

function Versions({ draft, onChange }: VersionsProps) {
  const { t } = useTranslation();
  const { versions } = draft;
  const put = (index: number, version: VersionDraft | null) =>
    onChange({
      ...draft,
      versions: versions.flatMap((one, at) => (at === index ? (version ? [version] : []) : [one])),
    });
  const later = { validFrom: dayOf(new Date()), percent: '', exempt: false };
  return (
    <div className={classes['versions']}>
      {versions.map((version, index) => (
        <Version
          // biome-ignore lint/suspicious/noArrayIndexKey: a version has no name but its place while it is typed
          key={index}
          version={version}
          onChange={(next) => put(index, next)}
          onRemove={versions.length > 1 ? () => put(index, null) : null}
        />
      ))}
      {versions.length < VERSIONS_MAX ? (
        <div>
          <Button
            variant="subtle"
            data-testid="tax-version-add"
            leftSection={<IconPlus size={20} aria-hidden />}
            onClick={() => onChange({ ...draft, versions: [...versions, later] })}
          >
            {t('taxes.later')}
          </Button>
        </div>
      ) : null}
    </div>
  );
}

interface VersionProps {
  readonly version: VersionDraft;
  readonly onChange: (version: VersionDraft) => void;
  /** Null for the last one: a rate is something from some day on. */
  readonly onRemove: (() => void) | null;
}

function Version({ version, onChange, onRemove }: VersionProps) {
  const { t } = useTranslation();
  return (
    <div className={classes['version']}>
      <TextInput
        type="date"
        label={t('taxes.from')}
        value={version.validFrom}
        data-testid="tax-from"
        onChange={(event) => onChange({ ...version, validFrom: event.currentTarget.value })}
      />
      <TextInput
        label={t('taxes.percent')}
        inputMode="decimal"
        autoComplete="off"
        className={classes['percentField']}
        value={version.percent}
        disabled={version.exempt}
        data-testid="tax-percent"
        onChange={(event) => onChange({ ...version, percent: event.currentTarget.value })}
      />
      <CheckRow checked={version.exempt} onChange={(exempt) => onChange({ ...version, exempt })}>
        {t('taxes.isExempt')}
      </CheckRow>
      {onRemove === null ? (
        <span />
      ) : (
        <ActionIcon
          aria-label={t('taxes.removeVersion', { date: version.validFrom })}
          data-testid="tax-version-remove"
          onClick={onRemove}
        >
          <IconX size={20} aria-hidden />
        </ActionIcon>
      )}
    </div>
  );
}
