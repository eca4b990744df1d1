import { Button } from '@mantine/core';
import { IconEye } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { IssuedCardView } from '../../../contract/views.ts';
import { RevealDialog } from './reveal-dialog.tsx';

/** Leads to the digits of one card; only where the owner works. */
export function RevealKey({ card }: { readonly card: IssuedCardView }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        variant="default"
        data-testid="reveal-open"
        leftSection={<IconEye size={20} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        {t('issuedCards.reveal.open')}
      </Button>
      {open ? <RevealDialog card={card} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
