import { Button } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleMinus,
  IconCircleX,
  type Icon,
} from '@tabler/icons-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/use-language.ts';
import { type CheckItem, checkWords, ROWS } from '../shell/opening-words.ts';
import { useOpeningCheck } from './mutations.ts';
import classes from './shift-screen.module.css';

const ICONS = {
  ok: IconCircleCheck,
  warning: IconAlertTriangle,
  failed: IconCircleX,
  absent: IconCircleMinus,
} as const satisfies Record<CheckItem['state'], Icon>;

/** The opening check: asked for when the shift is about to be opened. */
export function OpeningList() {
  const { t } = useTranslation();
  const { mutate, data, isPending } = useOpeningCheck();
  useEffect(() => mutate({}), [mutate]);
  return (
    <section className={classes['card']} aria-labelledby="shift-opening">
      <div className={classes['listHead']}>
        <h2 id="shift-opening">{t('shift.check')}</h2>
        <Button variant="subtle" disabled={isPending} onClick={() => mutate({})}>
          {t(isPending ? 'shift.checking' : 'shift.checkAgain')}
        </Button>
      </div>
      <ul className={classes['checks']} aria-busy={isPending} data-testid="shift-check">
        {ROWS.map((id) => (
          <CheckLine key={id} id={id} item={data?.items.find((item) => item.id === id) ?? null} />
        ))}
      </ul>
    </section>
  );
}

interface CheckLineProps {
  readonly id: CheckItem['id'];
  readonly item: CheckItem | null;
}

function CheckLine({ id, item }: CheckLineProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const Picture = ICONS[item?.state ?? 'absent'];
  return (
    <li className={classes['check']} data-state={item?.state ?? 'absent'}>
      <Picture size={22} aria-hidden />
      <span>
        <b>{t(`shell.opening.${id}.name`)}</b>
        {item ? checkWords(t, item, language) : null}
      </span>
    </li>
  );
}
