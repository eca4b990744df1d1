import { useTranslation } from 'react-i18next';
import type { SaleLineView } from '../../../contract/views.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import classes from './number-dialog.module.css';
import { taxWords } from './totals-rows.ts';

/** What tax the line has, as it was when the line was made; nothing where no taxes are shown. */
export function LineTax({ line }: { readonly line: SaleLineView }) {
  const { t } = useTranslation();
  const language = useLanguage();
  if (line.tax === null) return null;
  return <p className={classes['soft']}>{taxWords(t, line.tax, language)}</p>;
}
