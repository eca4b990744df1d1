import { useTranslation } from 'react-i18next';
import classes from './count-tabs.module.css';

export interface CountTab<T> {
  readonly value: T;
  readonly count: number;
  readonly label: string;
  readonly testId: string;
  /** What its count means, where there is any. */
  readonly tone?: 'good' | 'accent' | 'warn' | 'bad' | undefined;
}

export interface CountTabsProps<T> {
  /** What is counted, for readers. */
  readonly label: string;
  readonly tabs: readonly CountTab<T>[];
  readonly value: T;
  readonly onChange: (value: T) => void;
}

/** The counts are the filters of the list below them. */
export function CountTabs<T>({ label, tabs, value, onChange }: CountTabsProps<T>) {
  const { i18n } = useTranslation();
  const numbers = new Intl.NumberFormat(i18n.language === 'ru' ? 'ru-RU' : 'en-GB');
  return (
    <fieldset className={classes['tabs']} aria-label={label}>
      {tabs.map((tab) => (
        <button
          key={tab.testId}
          type="button"
          className={classes['tab']}
          aria-pressed={tab.value === value}
          data-empty={tab.count === 0}
          data-tone={tab.count === 0 ? undefined : tab.tone}
          data-testid={tab.testId}
          onClick={() => onChange(tab.value)}
        >
          <b className="figures">{numbers.format(tab.count)}</b>
          <span>{tab.label}</span>
        </button>
      ))}
    </fieldset>
  );
}
