import { Button } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleMinus,
  IconCircleX,
  type Icon,
  IconListCheck,
} from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OpeningCheckView } from '../../../contract/views.ts';
import { useCommand } from '../../client/use-command.ts';
import { Dialog } from '../../components/dialog.tsx';
import { formatTimeWithSeconds } from '../../i18n/formats.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import classes from './opening-check.module.css';
import { type CheckItem, checkSummary, checkWords, ROWS } from './opening-words.ts';

type Check = OpeningCheckView | null;

/** The key in the status bar, and the list behind it: what has to be right before the first customer comes. */
export function OpeningCheck() {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const [last, setLast] = useState<Check>(null);
  const summary = last ? checkSummary(last.items) : 'none';
  const Picture = SUMMARY_ICONS[summary];
  return (
    <>
      <button
        type="button"
        className={classes['key']}
        data-testid="opening-check"
        data-summary={summary}
        title={t('shell.opening.title')}
        aria-label={t('shell.opening.title')}
        onClick={() => setOpen(true)}
      >
        <Picture size={22} aria-hidden />
        <span className={classes['label']}>{t('shell.opening.title')}</span>
      </button>
      {open ? <CheckDialog onChecked={setLast} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

const SUMMARY_ICONS = {
  none: IconListCheck,
  ok: IconCircleCheck,
  warning: IconAlertTriangle,
  failed: IconCircleX,
} as const satisfies Record<string, Icon>;

const ICONS = {
  ok: IconCircleCheck,
  warning: IconAlertTriangle,
  failed: IconCircleX,
  absent: IconCircleMinus,
} as const satisfies Record<CheckItem['state'], Icon>;

interface CheckDialogProps {
  readonly onChecked: (check: OpeningCheckView) => void;
  readonly onClose: () => void;
}

function CheckDialog({ onChecked, onClose }: CheckDialogProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { mutate, data, isPending } = useCommand('opening.check');
  useEffect(() => mutate({}, { onSuccess: onChecked }), [mutate, onChecked]);
  const known = data && !isPending ? data : null;
  return (
    <Dialog title={t('shell.opening.title')} width={560} onClose={onClose}>
      <ul className={classes['rows']} aria-busy={isPending} aria-live="polite">
        {ROWS.map((id) => (
          <Row
            key={id}
            id={id}
            item={known?.items.find((item) => item.id === id) ?? null}
            pending={isPending}
          />
        ))}
      </ul>
      <div className={classes['foot']}>
        <span className={classes['at']}>
          {known
            ? t('shell.opening.at', { time: formatTimeWithSeconds(known.at, language) })
            : isPending
              ? t('shell.opening.checking')
              : null}
        </span>
        <Button variant="default" disabled={isPending} onClick={() => mutate({}, { onSuccess: onChecked })}>
          {t('shell.opening.again')}
        </Button>
        <Button data-autofocus onClick={onClose}>
          {t('common.close')}
        </Button>
      </div>
    </Dialog>
  );
}

interface RowProps {
  readonly id: CheckItem['id'];
  readonly item: CheckItem | null;
  readonly pending: boolean;
}

function Row({ id, item, pending }: RowProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const state = item?.state ?? 'waiting';
  const Picture = item ? ICONS[item.state] : IconCircleMinus;
  return (
    <li className={classes['row']} data-testid="opening-check-item" data-id={id} data-state={state}>
      <Picture size={26} aria-hidden className={classes['icon']} />
      <div>
        <p className={classes['name']}>{t(`shell.opening.${id}.name`)}</p>
        <p className={classes['words']}>
          {item
            ? checkWords(t, item, language)
            : pending
              ? t('shell.opening.checking')
              : t('shell.opening.unknown')}
        </p>
      </div>
    </li>
  );
}
