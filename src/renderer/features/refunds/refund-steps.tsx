import type { RefundView } from '../../../contract/views.ts';
import { formatTimeWithSeconds } from '../../i18n/formats.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import classes from './refund-dialog.module.css';
import { useRefundEventWords } from './refund-words.ts';

/** Every step of a refund, with its time. */
export function RefundSteps({ refund }: { readonly refund: Pick<RefundView, 'events'> }) {
  const language = useLanguage();
  const wordsOf = useRefundEventWords();
  return (
    <ol className={classes['steps']}>
      {refund.events.map((event, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the timeline only grows, an event keeps its place
        <li key={index}>
          <time dateTime={event.at}>{formatTimeWithSeconds(event.at, language)}</time>
          <span>{wordsOf(event.kind)}</span>
        </li>
      ))}
    </ol>
  );
}
