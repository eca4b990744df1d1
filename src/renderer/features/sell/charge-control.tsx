import { Button, Menu } from '@mantine/core';
import {
  IconChevronDown,
  IconCloud,
  IconCreditCard,
  type Icon,
  IconQrcode,
  IconWallet,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { SaleView } from '../../../contract/views.ts';
import { formatAmount } from '../../../domain/receipt.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { methodName } from '../payments/method-words.ts';
import { usePaymentOptions } from '../payments/queries.ts';
import { useSpareStanding } from '../payments/use-spare-standing.ts';
import classes from './charge-control.module.css';
import { mayCharge } from './sale-standing.ts';

/** Null charges by whatever the connection offers; without a network, by a code that was made beforehand. */
export type ChargeMethods = readonly string[] | null;

export interface ChargeControlProps {
  readonly sale: SaleView | null;
  readonly charging: boolean;
  readonly onCharge: (methods: ChargeMethods) => void;
}

/** The one big button; beside it, where there is a choice, the methods one by one. */
export function ChargeControl({ sale, charging, onCharge }: ChargeControlProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const options = usePaymentOptions().data;
  const { first: spare } = useSpareStanding();
  const disabled = !mayCharge(sale) || charging;
  const choice = options?.way === 'link' && (spare || options.methods.length > 1) ? options.methods : null;
  return (
    <div className={classes['control']} data-split={choice !== null}>
      <Button
        size="xl"
        className={classes['charge']}
        data-testid="charge"
        data-spare={spare}
        title={spare ? t('payment.spare.keyHint') : undefined}
        disabled={disabled}
        aria-keyshortcuts="F9 Control+Enter"
        onClick={() => onCharge(null)}
      >
        {mayCharge(sale)
          ? t(spare ? 'payment.spare.key' : 'sell.charge', {
              amount: formatAmount(sale.remaining, language),
            })
          : t('sell.chargeEmpty')}
      </Button>
      {choice ? <MethodMenu methods={choice} spare={spare} disabled={disabled} onChoose={onCharge} /> : null}
    </div>
  );
}

function iconOf(method: string): Icon {
  if (method === 'card') return IconCreditCard;
  return method === 'sbp' ? IconQrcode : IconWallet;
}

interface MethodMenuProps {
  readonly methods: readonly string[];
  /** The big button takes a spare code: what asks the provider stands here. */
  readonly spare: boolean;
  readonly disabled: boolean;
  readonly onChoose: (methods: ChargeMethods) => void;
}

function MethodMenu({ methods, spare, disabled, onChoose }: MethodMenuProps) {
  const { t } = useTranslation();
  const label = t(spare ? 'payment.spare.ordinary' : 'sell.chargeOnly');
  return (
    <Menu position="top-end">
      <Menu.Target>
        <Button
          size="xl"
          className={classes['choose']}
          data-testid="pay-methods"
          disabled={disabled}
          aria-label={label}
          title={label}
        >
          <IconChevronDown size={26} aria-hidden />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {spare ? (
          <OrdinaryItem onPress={() => onChoose(methods)} />
        ) : (
          <MethodItems methods={methods} onChoose={onChoose} />
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

/** The network may be back: a code of the provider, by whatever the connection offers. */
function OrdinaryItem({ onPress }: { readonly onPress: () => void }) {
  const { t } = useTranslation();
  return (
    <Menu.Item
      data-testid="charge-ordinary"
      leftSection={<IconCloud size={22} aria-hidden />}
      onClick={onPress}
    >
      {t('payment.spare.ordinary')}
    </Menu.Item>
  );
}

function MethodItems({ methods, onChoose }: Pick<MethodMenuProps, 'methods' | 'onChoose'>) {
  const { t } = useTranslation();
  return (
    <>
      <Menu.Label>{t('sell.chargeOnly')}</Menu.Label>
      {methods.map((method) => {
        const Picture = iconOf(method);
        return (
          <Menu.Item
            key={method}
            data-testid={`pay-method-${method}`}
            leftSection={<Picture size={22} aria-hidden />}
            onClick={() => onChoose([method])}
          >
            {methodName(t, method)}
          </Menu.Item>
        );
      })}
    </>
  );
}
