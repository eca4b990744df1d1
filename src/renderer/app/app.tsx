import { Button, MantineProvider } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { IconRefresh } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { NoticeProvider } from '../components/notices.tsx';
import { PageMessage } from '../components/page-message.tsx';
import { playPaidSound } from '../features/payments/paid-sound.ts';
import { useStatus } from '../features/shell/queries.ts';
import { StaffProvider } from '../features/staff/staff-provider.tsx';
import { followEvents } from '../queries/follow-events.ts';
import { resolveVariables, theme } from '../styles/theme.ts';
import type { Connected } from '../transport/choose-transport.ts';
import { styleNonce } from '../trusted-types.ts';
import { useColourScheme } from './colour-scheme.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { Gate } from './gate.tsx';

export interface AppProps {
  readonly connected: Connected;
}

/** What lasts as long as the page: colours, language, main's events, notices. */
export function App({ connected }: AppProps) {
  const settings = useStatus().data?.settings;
  const scheme = useColourScheme(settings?.theme ?? 'system');
  useMainEvents(connected);
  useSettingsLanguage(settings?.language);
  return (
    <MantineProvider
      theme={theme}
      forceColorScheme={scheme}
      cssVariablesResolver={resolveVariables}
      getStyleNonce={styleNonce}
    >
      <ErrorBoundary fallback={<Broken />}>
        <NoticeProvider>
          <StaffProvider>
            <Gate />
          </StaffProvider>
        </NoticeProvider>
      </ErrorBoundary>
    </MantineProvider>
  );
}

function useMainEvents(connected: Connected): void {
  const cache = useQueryClient();
  useEffect(
    () =>
      followEvents(connected, cache, (event) => {
        if (event.name === 'payment.paid') playPaidSound();
      }),
    [connected, cache],
  );
}

/** The settings decide the language once there are any; before, the first run does. */
function useSettingsLanguage(language: 'en' | 'ru' | undefined): void {
  const { i18n } = useTranslation();
  useEffect(() => {
    if (language !== undefined && i18n.language !== language) void i18n.changeLanguage(language);
  }, [language, i18n]);
  useEffect(() => {
    document.documentElement.lang = i18n.language;
  }, [i18n.language]);
}

function Broken() {
  const { t } = useTranslation();
  return (
    <PageMessage icon={IconRefresh} title={t('shell.brokenTitle')} body={t('shell.brokenBody')}>
      <Button size="lg" onClick={() => window.location.reload()}>
        {t('shell.reload')}
      </Button>
    </PageMessage>
  );
}
