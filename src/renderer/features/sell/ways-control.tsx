import { Button, Menu } from '@mantine/core';
import { IconCash, IconCreditCardPay, IconDots, IconQrcode } from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { SaleView } from '../../../contract/views.ts';
import { useStatus } from '../shell/queries.ts';
import { mayCharge, mayTake } from './sale-standing.ts';
import type { SellDialog, SellMenu } from './sell-state.ts';
import { KEY_NAMES } from './use-sell-keys.ts';
import classes from './ways-control.module.css';

export interface WaysControlProps {
  readonly sale: SaleView | null;
  readonly charging: boolean;
  readonly menu: SellMenu | null;
  readonly onMenu: (menu: SellMenu | null) => void;
  readonly onDialog: (dialog: SellDialog) => void;
}

/** The quiet keys beside Charge: cash, and whatever else a sale can be paid with. */
export function WaysControl({ sale, charging, menu, onMenu, onDialog }: WaysControlProps) {
  const takesCash = useStatus().data?.settings?.takesCash ?? true;
  return (
    <div className={classes['ways']}>
      {takesCash ? <CashKey disabled={charging || !mayTake(sale)} onDialog={onDialog} /> : null}
      <MoreWays
        disabled={charging || !mayCharge(sale)}
        opened={menu === 'ways'}
        onMenu={onMenu}
        onDialog={onDialog}
      />
    </div>
  );
}

interface MoreWaysProps extends Pick<WaysControlProps, 'onMenu' | 'onDialog'> {
  readonly disabled: boolean;
  readonly opened: boolean;
}

const MoreWays = memo(function MoreWays({ disabled, opened, onMenu, onDialog }: MoreWaysProps) {
  const { t } = useTranslation();
  return (
    <div className={classes['more']}>
      <Menu position="top-end" opened={opened} onChange={(wanted) => onMenu(wanted ? 'ways' : null)}>
        <Menu.Target>
          <Button
            size="lg"
            variant="default"
            className={classes['way']}
            data-key={KEY_NAMES.ways}
            data-testid="pay-more"
            aria-keyshortcuts={KEY_NAMES.ways}
            disabled={disabled}
            leftSection={<IconDots size={24} aria-hidden />}
          >
            {t('tenders.more')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            data-testid="pay-external"
            leftSection={<IconCreditCardPay size={22} aria-hidden />}
            onClick={() => onDialog({ kind: 'external' })}
          >
            {t('tenders.external')}
          </Menu.Item>
          <Menu.Item
            data-testid="pay-part"
            leftSection={<IconQrcode size={22} aria-hidden />}
            onClick={() => onDialog({ kind: 'part' })}
          >
            {t('tenders.part')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  );
});

interface CashKeyProps extends Pick<WaysControlProps, 'onDialog'> {
  readonly disabled: boolean;
}

const CashKey = memo(function CashKey({ disabled, onDialog }: CashKeyProps) {
  const { t } = useTranslation();
  return (
    <Button
      size="lg"
      variant="default"
      className={classes['way']}
      data-key={KEY_NAMES.cash}
      data-testid="pay-cash"
      aria-keyshortcuts={KEY_NAMES.cash}
      disabled={disabled}
      leftSection={<IconCash size={24} aria-hidden />}
      onClick={() => onDialog({ kind: 'cash' })}
    >
      {t('tenders.cash')}
    </Button>
  );
});
