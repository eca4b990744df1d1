import { Button, NativeSelect, TextInput } from '@mantine/core';
import { IconDownload, IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CheckRow } from '../../components/check-row.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Note } from '../../components/note.tsx';
import { useNotices } from '../../components/notices.tsx';
import { TextArea } from '../../components/text-area.tsx';
import { useLanguage } from '../../i18n/use-language.ts';
import { useSavePoster } from './mutations.ts';
import classes from './posters.module.css';
import {
  copiesOf,
  formatsFor,
  isSlip,
  linesOf,
  orderOf,
  type PosterDraft,
  withFormat,
} from './poster-draft.ts';
import { PosterPreview } from './poster-preview.tsx';
import { type PosterOrder, usePosterPreview } from './queries.ts';

export interface PosterDialogProps {
  readonly title: string;
  readonly codes: PosterOrder['codes'];
  readonly onClose: () => void;
}

/** Codes on paper: what they will look like, and the PDF or the printer for them. */
export function PosterDialog({ title, codes, onClose }: PosterDialogProps) {
  const { t } = useTranslation();
  const { show } = useNotices();
  const language = useLanguage();
  const formats = formatsFor(codes[0]?.kind ?? 'link');
  const [draft, setDraft] = useState<PosterDraft>({
    format: formats[0] ?? 'a4',
    language,
    copies: '1',
    words: '',
    showAddress: false,
  });
  const order = orderOf(codes, draft);
  const shown = usePosterPreview(order);
  const save = useSavePoster();
  // The printer gets what is shown: not what was ordered before, and nothing of a link that is gone.
  const isPrintable =
    order !== null && shown.error === null && !shown.isPlaceholderData && shown.data?.pages === 1;
  const saved = (done: boolean) => {
    if (!done) return;
    show({ tone: 'done', title: t('posters.saved') });
    onClose();
  };
  return (
    <Dialog title={title} width={980} onClose={onClose}>
      <div className={classes['poster']} data-testid="poster-dialog">
        <PosterFields draft={draft} formats={formats} onChange={setDraft} />
        <PosterPreview shown={shown.data ?? null} error={shown.error} format={draft.format} />
        <div className={classes['actions']}>
          {shown.data && shown.data.pages > 1 ? <p>{t('posters.printHint')}</p> : null}
          <Button
            variant="default"
            data-testid="poster-print"
            disabled={!isPrintable}
            leftSection={<IconPrinter size={20} aria-hidden />}
            onClick={() => window.print()}
          >
            {t('posters.print')}
          </Button>
          <Button
            data-testid="poster-save"
            disabled={order === null || save.isPending}
            leftSection={<IconDownload size={20} aria-hidden />}
            onClick={() => order && save.mutate(order, { onSuccess: saved })}
          >
            {t('posters.save')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

interface PosterFieldsProps {
  readonly draft: PosterDraft;
  readonly formats: ReturnType<typeof formatsFor>;
  readonly onChange: (draft: PosterDraft) => void;
}

function PosterFields({ draft, formats, onChange }: PosterFieldsProps) {
  const { t } = useTranslation();
  const chosen = (value: string) => formats.find((format) => format === value) ?? draft.format;
  return (
    <div className={classes['fields']}>
      <NativeSelect
        label={t('posters.format')}
        data-testid="poster-format"
        value={draft.format}
        data={formats.map((format) => ({ value: format, label: t(`posters.formats.${format}`) }))}
        onChange={({ currentTarget: { value } }) => onChange(withFormat(draft, chosen(value)))}
      />
      <NativeSelect
        label={t('posters.language')}
        data-testid="poster-language"
        value={draft.language}
        data={[
          { value: 'en', label: 'English' },
          { value: 'ru', label: 'Русский' },
        ]}
        onChange={({ currentTarget: { value } }) =>
          onChange({ ...draft, language: value === 'ru' ? 'ru' : 'en' })
        }
      />
      <TextInput
        label={t('posters.copies')}
        data-testid="poster-copies"
        inputMode="numeric"
        autoComplete="off"
        value={draft.copies}
        error={copiesOf(draft) === null ? t('posters.copiesWrong') : null}
        onChange={(event) => onChange({ ...draft, copies: event.currentTarget.value })}
      />
      <TextArea
        label={t('posters.words')}
        small
        maxLength={726}
        testId="poster-words"
        value={draft.words}
        onChange={(words) => onChange({ ...draft, words })}
      />
      {linesOf(draft) === null ? <Note tone="warn" title={t('posters.wordsLimit')} /> : null}
      {isSlip(draft.format) ? (
        <CheckRow
          checked={draft.showAddress}
          testId="poster-address"
          onChange={(showAddress) => onChange({ ...draft, showAddress })}
        >
          {t('posters.address')}
        </CheckRow>
      ) : null}
    </div>
  );
}
