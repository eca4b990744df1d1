import type { DecimalAmountView } from '../../../contract/views.ts';
import { classNames } from '../../components/class-names.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { formatDecimal, formatSignedDecimal } from './decimal-text.ts';

export interface DecimalProps {
  readonly value: DecimalAmountView;
  /** A plus stands before what came in. */
  readonly signed?: boolean;
  readonly className?: string | undefined;
}

/** An amount of the card issuer's, whole and never broken over two lines. */
export function Decimal({ value, signed = false, className }: DecimalProps) {
  const language = useLanguage();
  const text = signed ? formatSignedDecimal(value, language) : formatDecimal(value, language);
  return <span className={classNames('figures', className)}>{text}</span>;
}
