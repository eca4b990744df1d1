import { useMediaQuery } from '@mantine/hooks';

/** Whether there is room for two columns: below, the sale is a sheet and the rail a bottom bar. */
export function useWide(): boolean {
  return useMediaQuery('(min-width: 1001px)', true, { getInitialValueInEffect: false });
}
