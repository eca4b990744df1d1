import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Logger, ProviderSession, SecretStore, SessionStore } from '../ports.ts';
import type { AccountCredential } from './account.ts';

export interface VaultParts {
  readonly secrets: SecretStore;
  readonly logger: Logger;
  /** Begins every name in the secret store: one per installation and provider. */
  readonly secretPrefix: string;
}

/** A session's place in the keychain, for one provider object: once retired, it writes nothing any more. */
export interface SessionPlace extends SessionStore {
  retire(): void;
}

/**
 * Where the credential of a connection lives: in the secret store alone (SEC-7), under names of its own for each
 * address, so that no half-done change sends it to another.
 */
export interface CredentialVault {
  /** What was kept for the address; null when it is gone, or the keychain does not answer. */
  load(baseUrl: string, kind: AccountCredential['kind']): Promise<AccountCredential | null>;
  /** @throws Error when the keychain does not keep it */
  keep(baseUrl: string, credential: AccountCredential): Promise<void>;
  /** Forgets what is kept for the address, but for one kind. @throws Error when the keychain does not answer */
  forget(baseUrl: string, except?: AccountCredential['kind']): Promise<void>;
  sessionPlace(baseUrl: string): SessionPlace;
}

const loginSchema = z.object({ login: z.string(), password: z.string().nullable() });

const sessionSchema = z.object({
  accessToken: z.string(),
  refreshToken: z.string(),
  expiresAt: z.number(),
});

/** Which secrets belong to which kind of credential. */
const NAMES = { api_key: ['api-key'], password: ['login', 'session'] } as const;

type SecretKind = (typeof NAMES)[keyof typeof NAMES][number];

export function createCredentialVault(parts: VaultParts): CredentialVault {
  const { secrets, logger } = parts;
  const nameOf = (kind: SecretKind, baseUrl: string): string =>
    `${parts.secretPrefix}:${kind}:${createHash('sha256').update(baseUrl).digest('hex').slice(0, 12)}`;
  /** A keychain that does not answer costs the credential, which can be given again, and not the start. */
  const read = async (kind: SecretKind, baseUrl: string): Promise<string | null> => {
    try {
      return await secrets.get(nameOf(kind, baseUrl));
    } catch (error) {
      logger.warn('The keychain did not give the credential', { kind, error: String(error) });
      return null;
    }
  };

  return {
    load: async (baseUrl, kind) => {
      if (kind === 'api_key') {
        const apiKey = await read('api-key', baseUrl);
        return apiKey === null ? null : { kind, apiKey };
      }
      const kept = parseWith(loginSchema, await read('login', baseUrl));
      return kept ? { kind, ...kept, keep: kept.password !== null } : null;
    },
    keep: async (baseUrl, credential) => {
      if (credential.kind === 'api_key') {
        await secrets.set(nameOf('api-key', baseUrl), credential.apiKey);
        return;
      }
      const { login, password, keep } = credential;
      const value = JSON.stringify({ login, password: keep ? password : null });
      await secrets.set(nameOf('login', baseUrl), value);
    },
    forget: async (baseUrl, except) => {
      const kinds = (['api_key', 'password'] as const).filter((kind) => kind !== except);
      for (const name of kinds.flatMap((kind) => NAMES[kind])) await secrets.delete(nameOf(name, baseUrl));
    },
    sessionPlace: (baseUrl) => {
      let held: ProviderSession | null = null;
      let retired = false;
      /** A session that cannot be kept serves this run: signing in never interrupts the counter. */
      const attempt = async (act: () => Promise<void>): Promise<void> => {
        try {
          if (!retired) await act();
        } catch (error) {
          logger.warn('The keychain did not take the session', { error: String(error) });
        }
      };
      return {
        load: async () => {
          held ??= parseWith(sessionSchema, await read('session', baseUrl));
          return held;
        },
        save: async (session) => {
          held = session;
          await attempt(() => secrets.set(nameOf('session', baseUrl), JSON.stringify(session)));
        },
        clear: async () => {
          held = null;
          await attempt(() => secrets.delete(nameOf('session', baseUrl)));
        },
        retire: () => {
          retired = true;
        },
      };
    },
  };
}

/** A session that lives only as long as an account is tried. */
export function trialSessions(): SessionStore {
  let held: ProviderSession | null = null;
  return {
    load: async () => held,
    save: async (session) => {
      held = session;
    },
    clear: async () => {
      held = null;
    },
  };
}

function parseWith<T>(schema: z.ZodType<T>, text: string | null): T | null {
  if (text === null) return null;
  try {
    return schema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
