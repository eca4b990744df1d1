import { Button } from '@mantine/core';
import { IconFileExport, IconFileImport } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportView } from '../../../contract/views.ts';
import { ExportDialog } from './export-dialog.tsx';
import { useWizardDoor } from './memory.ts';
import { useCurrentWork } from './queries.ts';
import { isAtWork, percentOf } from './wizard-place.ts';

/** Opens the import where it stands, and says so when one is under way or waits for a person. */
export function ImportButton() {
  const { t } = useTranslation();
  const [, setOpen] = useWizardDoor();
  const work = useCurrentWork().data ?? null;
  return (
    <Button
      variant="default"
      data-testid="import-open"
      leftSection={<IconFileImport size={20} aria-hidden />}
      onClick={() => setOpen(true)}
    >
      {importLabel(t, work)}
    </Button>
  );
}

function importLabel(t: TFunction, work: ImportView | null): string {
  if (work === null || work.work === 'bulk') return t('exchange.import');
  const percent = isAtWork(work) ? percentOf(work.progress) : null;
  if (percent !== null) return t('exchange.importAt', { percent });
  const waits = work.phase === 'inspected' || work.phase === 'planned';
  return t(waits ? 'exchange.importWaits' : 'exchange.import');
}

export function ExportButton() {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        variant="default"
        data-testid="export-open"
        leftSection={<IconFileExport size={20} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        {t('exchange.export')}
      </Button>
      {open ? <ExportDialog onClose={() => setOpen(false)} /> : null}
    </>
  );
}
