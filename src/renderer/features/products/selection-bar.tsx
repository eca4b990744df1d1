import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconDots, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { BulkKind } from './bulk-draft.ts';
import classes from './products-screen.module.css';

export interface SelectionBarProps {
  readonly count: number;
  /** It may be more: a search counts up to a thousand. */
  readonly atLeast: boolean;
  /** Everything that the filter finds; null when that is selected already. */
  readonly all: { readonly count: number; readonly atLeast: boolean; readonly select: () => void } | null;
  readonly onChange: (kind: BulkKind) => void;
  readonly onClear: () => void;
}

/** What can be done with the products that are ticked. */
export function SelectionBar({ count, atLeast, all, onChange, onClear }: SelectionBarProps) {
  const { t } = useTranslation();
  const act = (kind: BulkKind, label: string) => (
    <Button variant="default" data-testid={`bulk-${kind}`} onClick={() => onChange(kind)}>
      {label}
    </Button>
  );
  return (
    <section className={classes['selection']} aria-label={t('catalog.selection')} data-testid="selection-bar">
      <ActionIcon aria-label={t('catalog.clearSelection')} data-testid="selection-clear" onClick={onClear}>
        <IconX size={20} aria-hidden />
      </ActionIcon>
      <p className={classes['selected']} aria-live="polite" data-testid="selection-count">
        {t(atLeast ? 'catalog.selectedAtLeast' : 'catalog.selected', { count })}
      </p>
      {all === null ? null : (
        <Button variant="subtle" data-testid="select-all-found" onClick={all.select}>
          {t(all.atLeast ? 'catalog.allFoundAtLeast' : 'catalog.allFound', { count: all.count })}
        </Button>
      )}
      <div className={classes['acts']}>
        {act('price', t('catalog.bulk.price'))}
        {act('category', t('catalog.bulk.category'))}
        {act('tax', t('catalog.bulk.tax'))}
        <MoreActs onChange={onChange} />
      </div>
    </section>
  );
}

const MORE = [
  'activate',
  'deactivate',
  'favour',
  'unfavour',
  'delete',
] as const satisfies readonly BulkKind[];

function MoreActs({ onChange }: Pick<SelectionBarProps, 'onChange'>) {
  const { t } = useTranslation();
  return (
    <Menu position="top-end">
      <Menu.Target>
        <Button variant="default" data-testid="bulk-more" rightSection={<IconDots size={20} aria-hidden />}>
          {t('catalog.bulk.more')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {MORE.map((kind) => (
          <Menu.Item key={kind} data-testid={`bulk-${kind}`} onClick={() => onChange(kind)}>
            {t(`catalog.bulk.${kind}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
