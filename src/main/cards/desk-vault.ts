import { createHash } from 'node:crypto';
import { AppError } from '../../contract/errors.ts';
import type { IssuerCredential } from '../ports-card-issuer.ts';
import type { CardsParts } from './cards-parts.ts';

/**
 * Where the credential of the desk lives: in the secret store alone (SEC-7), under a name of its own for each
 * address, so that no half-done change sends it to another.
 */
export interface DeskVault {
  /** Null when it is gone, or the keychain does not answer. */
  load(baseUrl: string, kind: IssuerCredential['kind']): Promise<IssuerCredential | null>;
  /** @throws AppError STORAGE_FAILED */
  keep(baseUrl: string, credential: IssuerCredential): Promise<void>;
  /** Forgets whatever else was kept. One that the keychain does not let go is not used all the same. */
  forgetOthers(baseUrl: string, kind: IssuerCredential['kind']): Promise<void>;
  /** @throws Error when the keychain does not answer */
  forget(): Promise<void>;
}

const KINDS = ['api_token', 'jwt'] as const;

type VaultParts = Pick<CardsParts, 'secrets' | 'secretPrefix' | 'logger' | 'settings'>;

/** Addresses for which something may be kept: the keychain cannot be asked for a list. */
const KEPT = 'cards.addresses';

export function createDeskVault({ secrets, secretPrefix, logger, settings }: VaultParts): DeskVault {
  const nameOf = (kind: IssuerCredential['kind'], address: string): string =>
    `${secretPrefix}:${kind}:${createHash('sha256').update(address).digest('hex').slice(0, 12)}`;
  const addresses = (): readonly string[] => {
    const kept: unknown = JSON.parse(settings.recall(KEPT) ?? '[]');
    return Array.isArray(kept) ? kept.filter((address) => typeof address === 'string') : [];
  };
  const forget = async (but: string | null): Promise<void> => {
    for (const address of addresses()) {
      for (const kind of KINDS) {
        const name = nameOf(kind, address);
        if (name !== but) await secrets.delete(name);
      }
    }
  };
  return {
    load: async (baseUrl, kind) => {
      try {
        const token = await secrets.get(nameOf(kind, baseUrl));
        return token === null ? null : { kind, token };
      } catch (error) {
        logger.warn('The keychain did not give the credential of the cards desk', { error: String(error) });
        return null;
      }
    },
    keep: async (baseUrl, { kind, token }) => {
      settings.remember(KEPT, JSON.stringify([...new Set([...addresses(), baseUrl])]));
      try {
        await secrets.set(nameOf(kind, baseUrl), token);
      } catch (cause) {
        throw new AppError('STORAGE_FAILED', 'The keychain did not keep the credential', { cause });
      }
    },
    forgetOthers: async (baseUrl, kind) => {
      try {
        await forget(nameOf(kind, baseUrl));
        settings.remember(KEPT, JSON.stringify([baseUrl]));
      } catch (error) {
        logger.warn('The keychain did not forget a credential', { error: String(error) });
      }
    },
    forget: async () => {
      await forget(null);
      settings.remember(KEPT, '[]');
    },
  };
}
