import { useTranslation } from 'react-i18next';
import type { ReportView } from '../../../contract/views.ts';
import classes from './report-paper.module.css';

/** A report as on paper: fixed width, dark on white in both colour schemes. */
export function ReportPaper({ report }: { readonly report: ReportView }) {
  const { t } = useTranslation();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a long report scrolls, which the keyboard must reach
    <section className={classes['paper']} aria-label={t('shift.report')} tabIndex={0}>
      <pre data-testid="report">{report.lines.join('\n')}</pre>
    </section>
  );
}
