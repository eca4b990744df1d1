import type { QueryClient } from '@tanstack/react-query';
import type { WebhookView } from '../../../contract/views.ts';
import { useCommand } from '../../client/use-command.ts';
import { useSecretCommand } from '../../client/use-secret-command.ts';
import { keys } from '../../queries/keys.ts';

export function useChangeWebhook() {
  return useCommand('webhook.change', { onReply: write });
}

export function useKeepWebhookSecret() {
  return useSecretCommand('webhook.keepSecret', write);
}

export function useForgetWebhookSecret() {
  return useCommand('webhook.forgetSecret', { onReply: write });
}

function write(cache: QueryClient, webhook: WebhookView): void {
  cache.setQueryData(keys.webhook, webhook);
}
