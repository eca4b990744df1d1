import { Button } from '@mantine/core';
import { IconCash, IconCreditCardPay, IconHandStop, type Icon, IconQrcode } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { SaleTenderView } from '../../../contract/views.ts';
import { formatAmount } from '../../../domain/receipt.ts';
import { Amount } from '../../components/amount.tsx';
import { useLanguage } from '../../i18n/use-language.ts';
import classes from './paid-parts.module.css';
import { tenderWords } from './tender-words.ts';

const ICONS = {
  payment_link: IconQrcode,
  claimed: IconHandStop,
  cash: IconCash,
  external: IconCreditCardPay,
} as const satisfies Record<SaleTenderView['kind'], Icon>;

export interface PaidPartsProps {
  readonly tenders: readonly SaleTenderView[];
  readonly onTakeBack: (tenderId: string) => void;
}

/** What has been paid of an open sale, each with the key that gives it back where that can be done here. */
export function PaidParts({ tenders, onTakeBack }: PaidPartsProps) {
  const { t } = useTranslation();
  return (
    <ul className={classes['parts']} aria-label={t('tenders.paidParts')}>
      {tenders.map((tender) => (
        <PaidPart key={tender.id} tender={tender} onTakeBack={onTakeBack} />
      ))}
    </ul>
  );
}

interface PaidPartProps {
  readonly tender: SaleTenderView;
  readonly onTakeBack: (tenderId: string) => void;
}

function PaidPart({ tender, onTakeBack }: PaidPartProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const Picture = ICONS[tender.kind];
  const what = tenderWords(t, tender);
  return (
    <li className={classes['part']} data-testid="paid-part" data-kind={tender.kind}>
      <Picture size={22} aria-hidden className={classes['icon']} />
      <span className={classes['what']}>
        {what}
        {tender.reference === null || tender.reference === '' ? null : (
          <small className={classes['reference']}>{tender.reference}</small>
        )}
      </span>
      <Amount value={tender.amount} className={classes['amount']} />
      {tender.returnable ? (
        <Button
          variant="default"
          className={classes['back']}
          data-testid="take-back"
          aria-label={t('tenders.takeBackOf', { what, amount: formatAmount(tender.amount, language) })}
          onClick={() => onTakeBack(tender.id)}
        >
          {t('tenders.takeBack')}
        </Button>
      ) : null}
    </li>
  );
}
