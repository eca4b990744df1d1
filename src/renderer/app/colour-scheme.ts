import { useMediaQuery } from '@mantine/hooks';
import type { SettingsView } from '../../contract/views.ts';

/** Light or dark: as the settings say, as the system says until they are known. */
export function useColourScheme(theme: SettingsView['theme']): 'light' | 'dark' {
  const systemIsDark = useMediaQuery('(prefers-color-scheme: dark)', false, {
    getInitialValueInEffect: false,
  });
  if (theme !== 'system') return theme;
  return systemIsDark ? 'dark' : 'light';
}
