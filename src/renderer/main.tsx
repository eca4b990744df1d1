import './trusted-types.ts';
import './jitless.ts';
import '@fontsource-variable/inter/wght.css';
import '@mantine/core/styles.layer.css';
import './styles/tokens.css';
import './styles/global.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { App } from './app/app.tsx';
import { createClient } from './client/client.ts';
import { ClientProvider } from './client/client-context.tsx';
import { createFiles } from './client/files.ts';
import { FilesProvider } from './client/files-context.tsx';
import { LinkProvider } from './client/link-context.tsx';
import { createI18n, preferredLanguage } from './i18n/i18n.ts';
import { createQueryClient } from './queries/query-client.ts';
import { chooseTransport } from './transport/choose-transport.ts';

const connected = chooseTransport(window);
const client = createClient(connected.transport);
const files = createFiles(connected.files);
const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

createRoot(root).render(
  <I18nextProvider i18n={createI18n(preferredLanguage(navigator.languages))}>
    <QueryClientProvider client={createQueryClient()}>
      <ClientProvider client={client}>
        <FilesProvider files={files}>
          <LinkProvider link={connected.link}>
            <App connected={connected} />
          </LinkProvider>
        </FilesProvider>
      </ClientProvider>
    </QueryClientProvider>
  </I18nextProvider>,
);
