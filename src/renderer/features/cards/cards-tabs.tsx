import { useTranslation } from 'react-i18next';
import classes from './cards-section.module.css';
import { CARDS_TABS, type CardsTab } from './cards-place.ts';

export interface CardsTabsProps {
  readonly tab: CardsTab;
  /** Operations of unknown end. */
  readonly open: number;
  readonly onChange: (tab: CardsTab) => void;
}

export function CardsTabs({ tab, open, onChange }: CardsTabsProps) {
  const { t } = useTranslation();
  return (
    <nav className={classes['tabs']} aria-label={t('cards.tabs.label')}>
      {CARDS_TABS.map((one) => (
        <button
          key={one}
          type="button"
          className={classes['tab']}
          aria-current={one === tab ? 'page' : undefined}
          data-testid={`cards-tab-${one}`}
          onClick={() => onChange(one)}
        >
          {t(`cards.tabs.${one}`)}
          {one === 'activity' && open > 0 ? (
            <span className={classes['badge']}>
              <span aria-hidden>{open}</span>
              <span className="visually-hidden">{t('cards.tabs.open', { count: open })}</span>
            </span>
          ) : null}
        </button>
      ))}
    </nav>
  );
}
