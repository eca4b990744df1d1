import type { CallOptions, ProviderAnswer } from '../../../ports.ts';
import type { IssuerWebhook, WebhookConfig } from '../../../ports-card-issuer.ts';
import {
  isRefusedWith,
  notOffered,
  okay,
  parseWith,
  withReasons,
} from '../../payment-providers/common/answers.ts';
import { problem } from '../../payment-providers/common/calls.ts';
import { type IssuerApi, NO_SUCH_CALL } from './api.ts';
import { pathOf } from './issuer-calls.ts';
import { configBody, parseConfig, UNSET } from './webhook-config.ts';

const PATH = pathOf('webhooks', 'config');

/** Where the issuer tells of what happens. */
export function webhookCalls(api: IssuerApi): IssuerWebhook {
  const { call, secrets } = api;
  const isOffered = (): boolean => api.routes().description.offers.webhooks === 'offered';
  const read = async (options: CallOptions): Promise<ProviderAnswer<WebhookConfig | null>> => {
    const answer = await call('GET', PATH, options);
    if (isRefusedWith(answer, 404)) return okay(null, answer.facts);
    return parseWith(withReasons(answer, NO_SUCH_CALL), (json) => {
      const config = parseConfig(json);
      return config && { of: config === UNSET ? null : config };
    });
  };
  return {
    read: async (options) => (isOffered() ? await read(options) : notOffered()),
    set: async (wish, options) => {
      if (!isOffered()) return notOffered();
      if (wish.secret !== null) secrets.learn(wish.secret);
      const answer = withReasons(await call('PUT', PATH, options, { body: configBody(wish) }), NO_SUCH_CALL);
      if (answer.kind !== 'ok') return answer;
      const config = parseConfig(answer.value);
      if (config && config !== UNSET) return okay(config, answer.facts);
      // It was taken, and the answer does not tell what is set now.
      const now = await read(options);
      if (now.kind === 'ok' && now.value) return okay(now.value, now.facts);
      const told = problem('malformed', 'The answer does not tell what is set', answer.facts);
      return { kind: 'unknown', problem: told, facts: answer.facts };
    },
    remove: async (options) => {
      if (!isOffered()) return notOffered();
      const answer = await call('DELETE', PATH, options);
      if (isRefusedWith(answer, 404)) return okay(null, answer.facts);
      return parseWith(withReasons(answer, NO_SUCH_CALL), () => ({ of: null }));
    },
  };
}
