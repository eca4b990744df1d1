import { IconAlertCircle, IconBuildingStore, IconReceipt, IconSettings } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { PaymentView } from '../../../contract/views.ts';
import { isLive } from '../../../domain/payment.ts';
import { SECTIONS, type Section } from './section.ts';
import classes from './shell.module.css';

const ICONS = {
  sell: IconBuildingStore,
  sales: IconReceipt,
  attention: IconAlertCircle,
  settings: IconSettings,
} as const satisfies Record<Section, typeof IconReceipt>;

export interface RailProps {
  readonly section: Section;
  readonly attentionCount: number;
  readonly payment: PaymentView | null;
  readonly onChange: (section: Section) => void;
  /** PAID lies over it: it must not be reached by keys either. */
  readonly covered: boolean;
}

export function Rail({ section, attentionCount, payment, onChange, covered }: RailProps) {
  const { t } = useTranslation();
  return (
    <nav className={classes['rail']} aria-label={t('shell.sections')} inert={covered}>
      {SECTIONS.map((one) => {
        const Picture = ICONS[one];
        return (
          <button
            key={one}
            type="button"
            className={classes['section']}
            data-testid={`nav-${one}`}
            aria-current={one === section ? 'page' : undefined}
            onClick={() => onChange(one)}
          >
            <span className={classes['picture']}>
              <Picture size={28} stroke={1.6} aria-hidden />
              {one === 'attention' && attentionCount > 0 ? <CountBadge count={attentionCount} /> : null}
              {one === 'sell' && payment ? <LiveMark payment={payment} /> : null}
            </span>
            {t(`shell.${one}`)}
          </button>
        );
      })}
    </nav>
  );
}

function CountBadge({ count }: { readonly count: number }) {
  const { t } = useTranslation();
  return (
    <span className={classes['badge']}>
      <span aria-hidden>{count > 99 ? '99+' : count}</span>
      <span className="visually-hidden">{t('shell.attentionCount', { count })}</span>
    </span>
  );
}

function LiveMark({ payment }: { readonly payment: PaymentView }) {
  const { t } = useTranslation();
  const done = !isLive(payment.state);
  return (
    <span className={classes['live']} data-done={done}>
      <span className="visually-hidden">{t(done ? 'shell.paymentDone' : 'shell.paymentAlive')}</span>
    </span>
  );
}
