import { IconReceipt } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../components/empty-state.tsx';
import { useWide } from '../../components/use-wide.ts';
import { SaleDetail } from './sale-detail.tsx';
import { SaleListSide } from './sale-list-side.tsx';
import classes from './sales-screen.module.css';

export interface SalesScreenProps {
  readonly saleId: string | null;
  readonly onSelect: (saleId: string | null) => void;
  readonly onSell: () => void;
}

/** Every sale, and one of them in full. On a narrow screen the one takes the place of the list. */
export function SalesScreen({ saleId, onSelect, onSell }: SalesScreenProps) {
  const { t } = useTranslation();
  const wide = useWide();
  if (!wide && saleId !== null) return <SaleDetail saleId={saleId} onBack={() => onSelect(null)} />;
  return (
    <div className={classes['screen']}>
      <SaleListSide saleId={saleId} onSelect={onSelect} onSell={onSell} />
      {wide && saleId !== null ? <SaleDetail saleId={saleId} onBack={null} /> : null}
      {wide && saleId === null ? (
        <EmptyState icon={IconReceipt} title={t('sales.chooseTitle')} body={t('sales.chooseBody')} />
      ) : null}
    </div>
  );
}
