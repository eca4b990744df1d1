import { Button } from '@mantine/core';
import { IconKey, IconPlugConnectedX, IconTool } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ErrorCode } from '../../contract/errors.ts';
import { RequestError } from '../client/request-error.ts';
import { useLink } from '../client/link-context.tsx';
import { useCodeWords } from '../components/error-words.ts';
import { PageMessage } from '../components/page-message.tsx';
import { ScannerProvider } from '../features/scanner/scanner-provider.tsx';
import { FirstRun } from '../features/setup/first-run.tsx';
import { useStatus } from '../features/shell/queries.ts';
import { Shell } from '../features/shell/shell.tsx';
import { StaffGate } from '../features/staff/staff-gate.tsx';

/** Decides what the page is at all: refused, waiting, broken, first run, or the till. */
export function Gate() {
  const { t } = useTranslation();
  const link = useLink();
  const status = useStatus();
  if (link === 'refused') {
    return (
      <PageMessage
        icon={IconKey}
        title={t('shell.tokenTitle')}
        body={t('shell.tokenBody')}
        hint={t('shell.tokenHint')}
      />
    );
  }
  if (!status.data) return <NoStatus error={status.error} />;
  switch (status.data.phase) {
    case 'startup_failed':
      return <Repair code={status.data.startupError?.code ?? 'STARTUP_FAILED'} />;
    case 'first_run':
      return <FirstRun status={status.data} />;
    case 'ready':
      return (
        <ScannerProvider>
          <StaffGate status={status.data}>
            <Shell status={status.data} />
          </StaffGate>
        </ScannerProvider>
      );
  }
}

function NoStatus({ error }: { readonly error: Error | null }) {
  const { t } = useTranslation();
  if (error instanceof RequestError) return <Repair code={error.code} />;
  return error ? <Waiting title={t('shell.linkDown')} hint={t('shell.linkDownHint')} /> : null;
}

const ASK_AGAIN_MS = 2000;

/** Main does not answer yet: said calmly, and asked again until it does. */
function Waiting({ title, hint }: { readonly title: string; readonly hint: string }) {
  const { refetch } = useStatus();
  useEffect(() => {
    const timer = setInterval(() => void refetch(), ASK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [refetch]);
  return <PageMessage icon={IconPlugConnectedX} title={title} body={hint} />;
}

function Repair({ code }: { readonly code: ErrorCode }) {
  const { t } = useTranslation();
  const words = useCodeWords()(code);
  const { refetch } = useStatus();
  const [asking, setAsking] = useState(false);
  const again = async () => {
    setAsking(true);
    await refetch();
    setAsking(false);
  };
  return (
    <PageMessage
      icon={IconTool}
      title={t('shell.repairTitle')}
      body={code === 'STARTUP_FAILED' ? words.remedy : `${words.title}. ${words.remedy}`}
      hint={t('shell.repairCode', { code })}
    >
      <Button size="lg" disabled={asking} onClick={() => void again()}>
        {t('common.retry')}
      </Button>
    </PageMessage>
  );
}
