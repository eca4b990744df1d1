import { formatAmount } from '../../domain/receipt.ts';
import type { MoneyView } from '../../contract/views.ts';
import { classNames } from './class-names.ts';
import { useLanguage } from '../i18n/use-language.ts';

export interface AmountProps {
  readonly value: MoneyView;
  readonly className?: string | undefined;
}

/** An amount as people write it, never broken over two lines. */
export function Amount({ value, className }: AmountProps) {
  const language = useLanguage();
  return <span className={classNames('figures', className)}>{formatAmount(value, language)}</span>;
}
