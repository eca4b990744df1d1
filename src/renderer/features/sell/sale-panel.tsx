import {
  IconBasket,
  IconChevronDown,
  IconChevronUp,
  IconLock,
  IconNote,
  IconUser,
} from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { memo, useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { SaleLineView, SaleView } from '../../../contract/views.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import type { PaymentRef } from '../payments/queries.ts';
import { Tray as AnyTray } from '../payments/tray.tsx';
import { ScanProblems } from '../scanner/scan-problems.tsx';
import { LastChange } from '../tenders/last-change.tsx';
import { ChargeControl, type ChargeMethods } from './charge-control.tsx';
import { SaleHeader, type SaleHeaderProps } from './sale-header.tsx';
import { SaleLineRow } from './sale-line-row.tsx';
import lineClasses from './sale-lines.module.css';
import classes from './sale-panel.module.css';
import { mayChange } from './sale-standing.ts';
import { SaleTotals } from './sale-totals.tsx';
import { useMarkedLine } from './use-marked-line.ts';
import { WaysControl } from './ways-control.tsx';

/** It shows other sales than this one: what changes here is nothing to it. */
const Tray = memo(AnyTray);

export interface SalePanelProps extends SaleHeaderProps {
  readonly sale: SaleView | null;
  readonly charging: boolean;
  /** The sale whose change is being counted out while the next one is begun. */
  readonly changeOf: string | null;
  /** The change lies over it: it must not be reached by keys either. */
  readonly covered: boolean;
  readonly onCharge: (methods: ChargeMethods) => void;
  readonly onOpenWaiting: (ref: PaymentRef) => void;
}

/** The open sale beside the products: lines, what it comes to, and the one big button. */
export const SalePanel = memo(function SalePanel(props: SalePanelProps) {
  const { t } = useTranslation();
  return (
    <section className={classes['panel']} data-form="side" aria-label={t('sell.sale')} inert={props.covered}>
      <SaleBody {...props} />
      <Tray form="list" onOpen={props.onOpenWaiting} />
      <div className={classes['footer']}>
        <Totals {...props} />
        <ChargeControl {...props} />
        <WaysControl {...props} />
      </div>
    </section>
  );
});

export interface SaleSheetProps extends SalePanelProps {
  readonly open: boolean;
  readonly onToggle: () => void;
}

/** The same on a narrow or upright screen: a bar below the products that opens to the full sale. */
export function SaleSheet({ open, onToggle, ...props }: SaleSheetProps) {
  const { t } = useTranslation();
  const count = props.sale?.lines.length ?? 0;
  const Chevron = open ? IconChevronDown : IconChevronUp;
  return (
    <section
      className={classes['panel']}
      data-form="sheet"
      data-open={open}
      aria-label={t('sell.sale')}
      inert={props.covered}
    >
      {open ? <SaleBody {...props} /> : null}
      {props.changeOf !== null && !open ? <LastChange saleId={props.changeOf} /> : null}
      <Tray form="row" onOpen={props.onOpenWaiting} />
      {open ? (
        <div className={classes['sheetTotals']}>
          <Totals {...props} />
        </div>
      ) : null}
      <div className={classes['bar']}>
        <button
          type="button"
          className={classes['open']}
          aria-expanded={open}
          data-testid="sheet-toggle"
          onClick={onToggle}
        >
          <Chevron size={22} aria-hidden />
          {open ? t('sell.closeSale') : t('sell.items', { count })}
        </button>
        <WaysControl {...props} />
        <ChargeControl {...props} />
      </div>
    </section>
  );
}

function SaleBody(props: SalePanelProps) {
  return (
    <>
      <SaleHeader {...props} />
      {props.changeOf === null ? null : <LastChange saleId={props.changeOf} />}
      <SaleWords sale={props.sale} />
      <ScanProblems sale={props.sale} />
      <div className={classes['body']}>
        <SaleLines {...props} />
      </div>
    </>
  );
}

/** Whose sale it is, and what was noted about it. */
function SaleWords({ sale }: Pick<SalePanelProps, 'sale'>) {
  const { t } = useTranslation();
  if (!sale) return null;
  const lock = sale.tenders.length === 0 ? null : lockWords(t, sale);
  if (sale.customerName === '' && sale.note === '' && lock === null) return null;
  return (
    <div className={classes['words']} data-testid="sale-words">
      {sale.customerName === '' ? null : (
        <p className={classes['customer']}>
          <IconUser size={20} aria-hidden />
          <span>{sale.customerName}</span>
        </p>
      )}
      {sale.note === '' ? null : (
        <p>
          <IconNote size={20} aria-hidden />
          <span>{sale.note}</span>
        </p>
      )}
      {lock === null ? null : (
        <p className={classes['lock']} data-testid="sale-locked">
          <IconLock size={20} aria-hidden />
          <span>{lock}</span>
        </p>
      )}
    </div>
  );
}

function lockWords(t: TFunction, { tenders }: SaleView): string {
  return t(tenders.every(({ returnable }) => returnable) ? 'tenders.locked' : 'tenders.lockedLink');
}

function SaleLines({ sale, onDialog }: SalePanelProps) {
  const { t } = useTranslation();
  const marked = useMarkedLine(sale);
  const open = useCallback(
    ({ id }: SaleLineView) => onDialog({ kind: 'line', lineId: id, tab: 'quantity' }),
    [onDialog],
  );
  if (!sale || sale.lines.length === 0) {
    return <EmptyState icon={IconBasket} title={t('sell.emptySaleTitle')} body={t('sell.emptySaleBody')} />;
  }
  const locked = !mayChange(sale);
  return (
    // Locked lines have no keys of their own, and still have to scroll by keyboard.
    <ul className={lineClasses['lines']} tabIndex={locked ? 0 : undefined}>
      {sale.lines.map((line, index) => (
        <SaleLineRow
          key={line.id}
          saleId={sale.id}
          line={line}
          marked={line.id === marked}
          last={index === sale.lines.length - 1}
          locked={locked}
          onOpen={open}
        />
      ))}
    </ul>
  );
}

function Totals({ sale, onDialog }: SalePanelProps) {
  if (!sale) return null;
  return <SaleTotals sale={sale} onTakeBack={(tenderId) => onDialog({ kind: 'take_back', tenderId })} />;
}
