import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { TextArea } from '../../components/text-area.tsx';
import type { LinePaneProps } from './line-sheet.tsx';
import classes from './number-dialog.module.css';

/** As long as the contract takes it. */
const NOTE_MAX = 100;

/** A wish for this line. */
export function LineNote({ draft, onChange }: LinePaneProps) {
  const { t } = useTranslation();
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <div className={classes['pane']} data-fixed="true">
      <div className={classes['wide']}>
        <TextArea
          ref={field}
          label={t('sell.note')}
          unlabelled
          placeholder={t('sell.lineNoteHint')}
          testId="line-note"
          maxLength={NOTE_MAX}
          value={draft.note}
          onChange={(note) => onChange({ ...draft, note })}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey) return;
            event.preventDefault();
            event.currentTarget.form?.requestSubmit();
          }}
        />
      </div>
    </div>
  );
}
