import { ActionIcon } from '@mantine/core';
import { IconLayoutGrid, IconListDetails } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useGridForm } from './grid-form.ts';

/** From tiles to a list and back; its picture is what it leads to. */
export function FormSwitch() {
  const { t } = useTranslation();
  const [form, choose] = useGridForm();
  const other = form === 'tiles' ? 'list' : 'tiles';
  const label = other === 'list' ? t('sell.showAsList') : t('sell.showAsTiles');
  const Picture = other === 'list' ? IconListDetails : IconLayoutGrid;
  return (
    <ActionIcon aria-label={label} title={label} data-testid="grid-form" onClick={() => choose(other)}>
      <Picture size={22} aria-hidden />
    </ActionIcon>
  );
}
