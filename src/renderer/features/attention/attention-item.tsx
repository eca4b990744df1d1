import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AttentionView } from '../../../contract/views.ts';
import { Amount } from '../../components/amount.tsx';
import { useNow } from '../../components/use-now.ts';
import { formatMoment } from '../../i18n/formats.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { type AttentionAction, offered } from './actions.ts';
import type { OpenAction } from './attention-dialog.tsx';
import classes from './attention-screen.module.css';

export interface AttentionItemProps {
  readonly item: AttentionView;
  readonly onShowSale: (saleId: string) => void;
  readonly onAct: (action: OpenAction) => void;
}

/** What happened in plain words, what to do about it, and the keys that do it. */
export function AttentionItem({ item, onShowSale, onAct }: AttentionItemProps) {
  const { t } = useTranslation();
  const { saleId, resolution } = item;
  return (
    <li
      className={classes['item']}
      data-testid="attention-item"
      data-kind={item.kind}
      data-settled={resolution !== null}
    >
      <h2>{t(`attention.kind.${item.kind}`)}</h2>
      {item.amount ? (
        <Amount value={item.amount} className={classes['amount']} />
      ) : (
        <span className={classes['meta']}>{t('attention.amountUnknown')}</span>
      )}
      <Facts item={item} />
      {resolution ? (
        <Resolution kind={item.kind} resolution={resolution} />
      ) : (
        <p>{t(`attention.advice.${item.kind}`)}</p>
      )}
      <div className={classes['actions']}>
        {offered(item).map((kind, index) => (
          <ActionButton
            key={kind}
            kind={kind}
            about={item.kind}
            first={index === 0}
            onPress={() => onAct({ kind, item })}
          />
        ))}
        {saleId === null ? null : (
          <Button variant="subtle" px={10} className={classes['show']} onClick={() => onShowSale(saleId)}>
            {t('attention.showSale')}
          </Button>
        )}
      </div>
    </li>
  );
}

interface ActionButtonProps {
  readonly kind: AttentionAction;
  readonly about: AttentionView['kind'];
  readonly first: boolean;
  readonly onPress: () => void;
}

function ActionButton({ kind, about, first, onPress }: ActionButtonProps) {
  const { t } = useTranslation();
  const writesOff = kind === 'dismiss' && about === 'claim_unpaid';
  return (
    <Button
      variant={first && kind !== 'dismiss' ? 'filled' : 'default'}
      data-testid={`attention-${kind}`}
      onClick={onPress}
    >
      {writesOff ? t('attention.writeOff') : t(`attention.action.${kind}`)}
    </Button>
  );
}

function Facts({ item }: { readonly item: AttentionView }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const now = useNow(60_000);
  const facts = [
    formatMoment(item.at, language, now),
    item.callNumber === null ? null : t('attention.call', { number: item.callNumber }),
    item.receiptNumber === null ? null : t('attention.receipt', { number: item.receiptNumber }),
    item.providerTransactionId === null
      ? null
      : t('attention.transaction', { id: item.providerTransactionId }),
  ];
  return <p className={classes['meta']}>{facts.filter((fact) => fact !== null).join(' · ')}</p>;
}

interface ResolutionProps {
  readonly kind: AttentionView['kind'];
  readonly resolution: NonNullable<AttentionView['resolution']>;
}

function Resolution({ kind, resolution }: ResolutionProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const now = useNow(60_000);
  const { how, at, reason } = resolution;
  const writtenOff = how === 'dismissed' && kind === 'claim_unpaid';
  return (
    <p className={classes['resolution']}>
      <b>{writtenOff ? t('sales.claim.written_off') : t(`attention.how.${how}`)}</b>
      {[formatMoment(at, language, now), reason]
        .filter((part) => part !== null)
        .map((part) => ` · ${part}`)
        .join('')}
    </p>
  );
}
