import { ActionIcon, Menu } from '@mantine/core';
import {
  IconArrowBackUp,
  IconDots,
  IconNote,
  IconParking,
  IconRosetteDiscount,
  IconTrash,
} from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { SaleView } from '../../../contract/views.ts';
import { mayChange } from './sale-standing.ts';
import classes from './sale-panel.module.css';
import type { SellDialog, SellMenu } from './sell-state.ts';
import { KEY_NAMES } from './use-sell-keys.ts';

export interface SaleHeaderProps {
  readonly sale: SaleView | null;
  readonly menu: SellMenu | null;
  readonly onMenu: (menu: SellMenu | null) => void;
  readonly onDialog: (dialog: SellDialog) => void;
  readonly onUndo: () => void;
}

/** Whose sale it is, and what can be done with all of it. */
export function SaleHeader({ sale, menu, onMenu, onDialog, onUndo }: SaleHeaderProps) {
  const { t } = useTranslation();
  const count = sale?.lines.length ?? 0;
  const undo = `${t('sell.undo')} (${KEY_NAMES.undo})`;
  return (
    <div className={classes['header']}>
      <h2 className={classes['title']}>{t('sell.sale')}</h2>
      <span className={classes['count']}>{count > 0 ? t('sell.items', { count }) : null}</span>
      <ActionIcon
        aria-label={t('sell.undo')}
        aria-keyshortcuts="Control+Z"
        title={undo}
        data-testid="sale-undo"
        disabled={!sale?.undoable}
        className={classes['undo']}
        onClick={onUndo}
      >
        <IconArrowBackUp size={24} aria-hidden />
      </ActionIcon>
      {count > 0 ? (
        <SaleMenu fixed={!mayChange(sale)} opened={menu === 'sale'} onMenu={onMenu} onDialog={onDialog} />
      ) : null}
    </div>
  );
}

const PICTURE = { size: 22, 'aria-hidden': true } as const;

interface SaleMenuProps extends Pick<SaleHeaderProps, 'onMenu' | 'onDialog'> {
  readonly fixed: boolean;
  readonly opened: boolean;
}

const SaleMenu = memo(function SaleMenu({ fixed, opened, onMenu, onDialog }: SaleMenuProps) {
  const { t } = useTranslation();
  const open = (kind: 'discount' | 'note' | 'park' | 'void') => () => onDialog({ kind });
  return (
    <Menu position="bottom-end" opened={opened} onChange={(wanted) => onMenu(wanted ? 'sale' : null)}>
      <Menu.Target>
        <ActionIcon
          aria-label={t('sell.menu')}
          aria-keyshortcuts={KEY_NAMES.menu}
          title={`${t('sell.menu')} (${KEY_NAMES.menu})`}
          data-testid="sale-menu"
        >
          <IconDots size={24} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          data-testid="sale-discount"
          disabled={fixed}
          leftSection={<IconRosetteDiscount {...PICTURE} />}
          onClick={open('discount')}
        >
          {t('sell.menuDiscount')}
        </Menu.Item>
        <Menu.Item
          data-testid="sale-note"
          disabled={fixed}
          leftSection={<IconNote {...PICTURE} />}
          onClick={open('note')}
        >
          {t('sell.menuNote')}
        </Menu.Item>
        <Menu.Item
          data-testid="sale-park"
          leftSection={<IconParking {...PICTURE} />}
          rightSection={<kbd className={classes['key']}>{KEY_NAMES.park}</kbd>}
          onClick={open('park')}
        >
          {t('sell.menuPark')}
        </Menu.Item>
        <Menu.Item
          data-testid="sale-void"
          disabled={fixed}
          leftSection={<IconTrash {...PICTURE} />}
          onClick={open('void')}
        >
          {t('sell.voidSale')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
});
