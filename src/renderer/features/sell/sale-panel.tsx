import { ActionIcon } from '@mantine/core';
import { IconBasket, IconChevronDown, IconChevronUp, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { SaleLineView, SaleView } from '../../../contract/views.ts';
import { Amount } from '../../components/amount.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import type { PaymentRef } from '../payments/queries.ts';
import { Tray } from '../payments/tray.tsx';
import { ChargeControl, type ChargeMethods } from './charge-control.tsx';
import { SaleLineRow } from './sale-line-row.tsx';
import lineClasses from './sale-lines.module.css';
import classes from './sale-panel.module.css';
import { useMarkedLine } from './use-marked-line.ts';

export interface SalePanelProps {
  readonly sale: SaleView | null;
  readonly charging: boolean;
  readonly onCharge: (methods: ChargeMethods) => void;
  readonly onVoid: () => void;
  readonly onEditQuantity: (line: SaleLineView) => void;
  readonly onOpenWaiting: (ref: PaymentRef) => void;
}

/** The open sale beside the products: lines, total, and the one big button. */
export function SalePanel(props: SalePanelProps) {
  const { t } = useTranslation();
  return (
    <section className={classes['panel']} data-form="side" aria-label={t('sell.sale')}>
      <PanelHeader {...props} />
      <div className={classes['body']}>
        <SaleLines {...props} />
      </div>
      <Tray form="list" onOpen={props.onOpenWaiting} />
      <div className={classes['footer']}>
        {props.sale ? <TotalRow sale={props.sale} /> : null}
        <ChargeControl {...props} />
      </div>
    </section>
  );
}

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
    <section className={classes['panel']} data-form="sheet" data-open={open} aria-label={t('sell.sale')}>
      {open ? (
        <>
          <PanelHeader {...props} />
          <div className={classes['body']}>
            <SaleLines {...props} />
          </div>
        </>
      ) : null}
      <Tray form="row" onOpen={props.onOpenWaiting} />
      <div className={classes['bar']}>
        <button type="button" className={classes['open']} aria-expanded={open} onClick={onToggle}>
          <Chevron size={22} aria-hidden />
          {open ? t('sell.closeSale') : t('sell.items', { count })}
        </button>
        <ChargeControl {...props} />
      </div>
    </section>
  );
}

function PanelHeader({ sale, onVoid }: SalePanelProps) {
  const { t } = useTranslation();
  const count = sale?.lines.length ?? 0;
  return (
    <div className={classes['header']}>
      <h2 className={classes['title']}>{t('sell.sale')}</h2>
      <span className={classes['count']}>{count > 0 ? t('sell.items', { count }) : null}</span>
      {count > 0 ? (
        <ActionIcon aria-label={t('sell.voidSale')} title={t('sell.voidSale')} onClick={onVoid}>
          <IconTrash size={22} aria-hidden />
        </ActionIcon>
      ) : null}
    </div>
  );
}

function SaleLines({ sale, onEditQuantity }: SalePanelProps) {
  const { t } = useTranslation();
  const marked = useMarkedLine(sale);
  if (!sale || sale.lines.length === 0) {
    return <EmptyState icon={IconBasket} title={t('sell.emptySaleTitle')} body={t('sell.emptySaleBody')} />;
  }
  return (
    <ul className={lineClasses['lines']}>
      {sale.lines.map((line) => (
        <SaleLineRow
          key={line.id}
          saleId={sale.id}
          line={line}
          marked={line.id === marked}
          onEditQuantity={onEditQuantity}
        />
      ))}
    </ul>
  );
}

function TotalRow({ sale }: { readonly sale: SaleView }) {
  const { t } = useTranslation();
  return (
    <div className={classes['totalRow']}>
      <span>{t('sell.total')}</span>
      <Amount value={sale.total} className={classes['total']} />
    </div>
  );
}
