import type { AppStatus } from '../../../contract/views.ts';
import { useCommand } from '../../client/use-command.ts';
import { keys } from '../../queries/keys.ts';

export function useChangeSettings() {
  return useCommand('settings.change', {
    onReply: (cache, settings) =>
      cache.setQueryData<AppStatus>(keys.status, (status) => status && { ...status, settings }),
  });
}
