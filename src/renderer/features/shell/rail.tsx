import {
  IconAlertCircle,
  IconBuildingStore,
  IconCashRegister,
  IconCreditCard,
  IconLink,
  IconPackages,
  IconReceipt,
  IconSettings,
} from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { SECTIONS, type Section } from './section.ts';
import classes from './shell.module.css';

const ICONS = {
  sell: IconBuildingStore,
  sales: IconReceipt,
  catalog: IconPackages,
  shift: IconCashRegister,
  links: IconLink,
  cards: IconCreditCard,
  attention: IconAlertCircle,
  settings: IconSettings,
} as const satisfies Record<Section, typeof IconReceipt>;

export interface RailProps {
  readonly section: Section;
  /** Cards are there for whoever may see them, once an issuer is connected. */
  readonly showsCards: boolean;
  readonly attentionCount: number;
  /** Payments by links that wait for a sale. */
  readonly linksWaiting: number;
  /** What the counter has to say: unseen money, or a payment under way. */
  readonly mark: 'paid' | 'alive' | null;
  readonly onChange: (section: Section) => void;
  /** PAID lies over it: it must not be reached by keys either. */
  readonly covered: boolean;
}

export const Rail = memo(function Rail(props: RailProps) {
  const { section, showsCards, attentionCount, linksWaiting, mark, onChange, covered } = props;
  const { t } = useTranslation();
  return (
    <nav className={classes['rail']} aria-label={t('shell.sections')} inert={covered}>
      {SECTIONS.filter((one) => one !== 'cards' || showsCards).map((one) => {
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
              {one === 'attention' && attentionCount > 0 ? (
                <CountBadge
                  count={attentionCount}
                  words={t('shell.attentionCount', { count: attentionCount })}
                />
              ) : null}
              {one === 'links' && linksWaiting > 0 ? (
                <CountBadge calm count={linksWaiting} words={t('links.waiting', { count: linksWaiting })} />
              ) : null}
              {one === 'sell' && mark !== null ? <SellMark done={mark === 'paid'} /> : null}
            </span>
            <span className={classes['word']}>{t(`shell.${one}`)}</span>
          </button>
        );
      })}
    </nav>
  );
});

interface CountBadgeProps {
  readonly count: number;
  readonly words: string;
  /** Work that waits, not something that went wrong. */
  readonly calm?: boolean;
}

function CountBadge({ count, words, calm = false }: CountBadgeProps) {
  return (
    <span className={classes['badge']} data-calm={calm}>
      <span aria-hidden>{count > 99 ? '99+' : count}</span>
      <span className="visually-hidden">{words}</span>
    </span>
  );
}

function SellMark({ done }: { readonly done: boolean }) {
  const { t } = useTranslation();
  return (
    <span className={classes['live']} data-done={done}>
      <span className="visually-hidden">{t(done ? 'shell.paymentDone' : 'shell.paymentAlive')}</span>
    </span>
  );
}
