import {
  IconArrowBackUp,
  IconCircleX,
  IconClockHour4,
  IconHandStop,
  IconHourglass,
  type Icon,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { TrayItemView } from '../../../contract/views.ts';
import { Amount } from '../../components/amount.tsx';
import { useNow } from '../../components/use-now.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useTakeUp } from './mutations.ts';
import { type PaymentRef, useTray } from './queries.ts';
import classes from './tray.module.css';
import { opensPayment, type TrayTone, trayWords } from './tray-words.ts';

export interface TrayProps {
  /** `list`: two columns beside the sale; `row`: one line that scrolls sideways. */
  readonly form: 'list' | 'row';
  /** The sale whose payment is on the screen already: it is not offered again. */
  readonly shownSaleId?: string | undefined;
  readonly onOpen: (ref: PaymentRef) => void;
  /** A sale without a live code has come to the front. */
  readonly onTakenUp?: () => void;
}

/** The sales that are not in front: what each customer is waiting for, one tap away. */
export function Tray({ form, shownSaleId, onOpen, onTakenUp }: TrayProps) {
  const { t } = useTranslation();
  const takeUp = useTakeUp();
  const items = useTray().data?.items.filter(({ saleId }) => saleId !== shownSaleId) ?? [];
  if (items.length === 0) return null;
  const open = (item: TrayItemView) => {
    if (item.payment && opensPayment(item)) {
      onOpen({ saleId: item.saleId, attemptId: item.payment.attemptId });
    } else if (!takeUp.isPending) {
      takeUp.mutate({ saleId: item.saleId }, { onSuccess: () => onTakenUp?.() });
    }
  };
  return (
    <section
      className={classes['tray']}
      data-form={form}
      data-testid="tray"
      aria-label={t('payment.tray.title')}
    >
      {form === 'list' ? (
        <h2 className={classes['title']}>{t('payment.tray.count', { count: items.length })}</h2>
      ) : null}
      <ul className={classes['items']}>
        {items.map((item) => (
          <TrayItem key={item.saleId} item={item} onOpen={open} />
        ))}
      </ul>
      <TrayNews items={items} />
    </section>
  );
}

const ICONS = {
  waiting: IconClockHour4,
  busy: IconHourglass,
  bad: IconCircleX,
  claimed: IconHandStop,
  idle: IconArrowBackUp,
} as const satisfies Record<TrayTone, Icon>;

interface TrayItemProps {
  readonly item: TrayItemView;
  readonly onOpen: (item: TrayItemView) => void;
}

function TrayItem({ item, onOpen }: TrayItemProps) {
  const { t } = useTranslation();
  const { tone, state, left } = trayWords(t, item, useLanguage(), useNow());
  const Picture = ICONS[tone];
  const number = item.callNumber;
  const name =
    number === null ? item.title || t('payment.tray.untitled') : t('payment.callNumber', { number });
  return (
    <li>
      <button
        type="button"
        className={classes['item']}
        data-testid="tray-item"
        data-tone={tone}
        data-day={item.payment?.dayLong ?? false}
        onClick={() => onOpen(item)}
      >
        <span className={classes['name']} data-number={number !== null}>
          {name}
        </span>
        <Amount value={item.claimed ? item.total : item.remaining} className={classes['amount']} />
        <span className={classes['state']}>
          <Picture size={18} aria-hidden className={classes['icon']} />
          <span className={classes['word']}>{state}</span>
          {left === null ? null : <span className={classes['left']}>{left}</span>}
        </span>
      </button>
    </li>
  );
}

/** What a screen reader is told without looking: declines, and customers who have begun to pay. */
function TrayNews({ items }: { readonly items: readonly TrayItemView[] }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const said = items.flatMap((item) => {
    const { tone, state } = trayWords(t, item, language, 0);
    if (item.callNumber === null || (tone !== 'bad' && tone !== 'busy')) return [];
    return [`${t('payment.callNumber', { number: item.callNumber })}: ${state}`];
  });
  return (
    <p className="visually-hidden" aria-live="polite">
      {said.join('. ')}
    </p>
  );
}
