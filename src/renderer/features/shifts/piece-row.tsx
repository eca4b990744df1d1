import { IconMinus, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { MoneyView } from '../../../contract/views.ts';
import { formatAmount } from '../../../domain/receipt.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { readPieces } from './count-draft.ts';
import classes from './shift-screen.module.css';

export interface PieceRowProps {
  readonly amount: MoneyView;
  readonly pieces: number;
  readonly onPieces: (pieces: number) => void;
}

/** One kind of note or coin: how many of it, by tapping or by typing. */
export function PieceRow({ amount, pieces, onPieces }: PieceRowProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const name = formatAmount(amount, language);
  return (
    <div className={classes['piece']}>
      <span className={classes['pieceName']}>{name}</span>
      <button
        type="button"
        className={classes['step']}
        aria-label={t('shift.count.fewer', { amount: name })}
        disabled={pieces === 0}
        onClick={() => onPieces(pieces - 1)}
      >
        <IconMinus size={22} aria-hidden />
      </button>
      <input
        className={classes['pieceCount']}
        aria-label={t('shift.count.pieces', { amount: name })}
        data-testid={`shift-pieces-${amount.amountMinor}`}
        inputMode="numeric"
        autoComplete="off"
        value={pieces === 0 ? '' : String(pieces)}
        placeholder="0"
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => onPieces(readPieces(event.currentTarget.value))}
      />
      <button
        type="button"
        className={classes['step']}
        aria-label={t('shift.count.more', { amount: name })}
        onClick={() => onPieces(pieces + 1)}
      >
        <IconPlus size={22} aria-hidden />
      </button>
    </div>
  );
}
