import { Button, SegmentedControl } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SaleLineView } from '../../../contract/views.ts';
import { Dialog } from '../../components/dialog.tsx';
import { useLanguage } from '../../i18n/use-language.ts';
import { useRemoveLine } from '../sales/mutations.ts';
import { DiscountField } from './discount-field.tsx';
import {
  LINE_TABS,
  type LineDraft,
  type LineProblem,
  type LineTab,
  lineChanges,
  lineDraft,
} from './line-draft.ts';
import { LineNote } from './line-note.tsx';
import { LinePrice } from './line-price.tsx';
import { LineQuantity } from './line-quantity.tsx';
import classes from './number-dialog.module.css';
import { useChangeLine } from './use-change-line.ts';

export interface LineSheetProps {
  readonly saleId: string;
  readonly line: SaleLineView;
  readonly firstTab: LineTab;
  readonly onClose: () => void;
}

/** All that can be changed about one line; Enter, or Done, changes what was typed on any of its sheets. */
export function LineSheet({ saleId, line, firstTab, onClose }: LineSheetProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [tab, setTab] = useState(firstTab);
  const [draft, setDraft] = useState(() => lineDraft(line, language));
  const [problem, setProblem] = useState<LineProblem | null>(null);
  const change = useChangeLine(saleId, line.id);
  const removeLine = useRemoveLine();
  const busy = change.pending || removeLine.isPending;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const changes = lineChanges(line, draft);
    setProblem(changes.ok ? null : changes.error);
    if (!changes.ok) setTab(changes.error.tab);
    else if (!busy) void change.apply(changes.value, onClose);
  };
  const type = (next: LineDraft) => {
    setDraft(next);
    setProblem(null);
  };
  return (
    <Dialog onClose={onClose} title={line.name} width={760}>
      <form className={classes['form']} data-testid="line-sheet" onSubmit={submit}>
        <SegmentedControl
          fullWidth
          aria-label={t('sell.lineSheet')}
          data-testid="line-tabs"
          value={tab}
          onChange={setTab}
          data={LINE_TABS.map((value) => ({ value, label: t(`sell.${TAB_WORDS[value]}`) }))}
        />
        <LinePane tab={tab} line={line} draft={draft} problem={problem} onChange={type} />
        <div className={classes['actions']}>
          <Button
            size="lg"
            variant="danger"
            data-testid="line-remove"
            disabled={busy}
            leftSection={<IconTrash size={22} aria-hidden />}
            onClick={() => removeLine.mutate({ saleId, lineId: line.id }, { onSuccess: onClose })}
          >
            {t('sell.removeLine')}
          </Button>
          <Button
            type="submit"
            size="lg"
            className={classes['main']}
            data-testid="line-apply"
            disabled={busy}
          >
            {t('sell.apply')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

const TAB_WORDS = {
  quantity: 'quantityTitle',
  discount: 'discount',
  price: 'price',
  note: 'note',
} as const satisfies Record<LineTab, string>;

export interface LinePaneProps {
  readonly line: SaleLineView;
  readonly draft: LineDraft;
  readonly problem: LineProblem | null;
  readonly onChange: (draft: LineDraft) => void;
}

function LinePane({ tab, ...props }: LinePaneProps & { readonly tab: LineTab }) {
  const { line, draft, problem, onChange } = props;
  switch (tab) {
    case 'quantity':
      return <LineQuantity {...props} />;
    case 'discount':
      return (
        <DiscountField
          draft={draft.discount}
          base={line.total}
          problem={problem?.tab === 'discount' ? problem.problem : null}
          onChange={(discount) => onChange({ ...draft, discount })}
        />
      );
    case 'price':
      return <LinePrice {...props} />;
    case 'note':
      return <LineNote {...props} />;
  }
}
