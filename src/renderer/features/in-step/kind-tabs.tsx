import { useTranslation } from 'react-i18next';
import classes from './comparison.module.css';
import { type Comparison, type Kind, KINDS } from './place.ts';

export interface KindTabsProps {
  readonly counts: Comparison['counts'];
  readonly kind: Kind;
  readonly onChange: (kind: Kind) => void;
}

/** The counts are the filters, as in an import. */
export function KindTabs({ counts, kind, onChange }: KindTabsProps) {
  const { t, i18n } = useTranslation();
  const numbers = new Intl.NumberFormat(i18n.language === 'ru' ? 'ru-RU' : 'en-GB');
  return (
    <fieldset className={classes['kinds']} aria-label={t('inStep.kinds')}>
      {KINDS.map((one) => (
        <button
          key={one}
          type="button"
          className={classes['kind']}
          aria-pressed={one === kind}
          data-kind={one}
          data-empty={counts[one] === 0}
          data-testid={`in-step-kind-${one}`}
          onClick={() => onChange(one)}
        >
          <b className="figures">{numbers.format(counts[one])}</b>
          <span>{t(`inStep.kind.${one}`)}</span>
        </button>
      ))}
    </fieldset>
  );
}
