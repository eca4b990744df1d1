import { Button } from '@mantine/core';
import { IconArrowsExchange } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { percentOf } from '../exchange/wizard-place.ts';
import type { InStepStatus } from './place.ts';
import { useInStep } from './queries.ts';

/** The way to the products at the provider; says how far a push is, and that one waits for a person. */
export function InStepButton({ onOpen }: { readonly onOpen: () => void }) {
  const { t } = useTranslation();
  const status = useInStep().data ?? null;
  return (
    <Button
      variant="default"
      data-testid="in-step-open"
      leftSection={<IconArrowsExchange size={20} aria-hidden />}
      onClick={onOpen}
    >
      {labelOf(t, status)}
    </Button>
  );
}

function labelOf(t: TFunction, status: InStepStatus | null): string {
  switch (status?.phase) {
    case 'pushing':
    case 'waiting':
      return t('inStep.openAt', { percent: percentOf(status.progress) ?? 0 });
    case 'paused':
      return t('inStep.openPaused');
    case 'stopped':
      return t('inStep.openStopped');
    default:
      return t('inStep.open');
  }
}
