import { createHash, createHmac } from 'node:crypto';
import { AppError } from '../../contract/errors.ts';
import type { IdSource, Logger, SecretStore } from '../ports.ts';

/**
 * A secret of this installation in the keychain, mixed into every PIN before it is hashed: the database alone is not
 * enough to try PINs on (SEC-9). Where there is no keychain there is none; memory would forget it.
 */
export interface Pepper {
  /** Which one new PINs are made with; null where there is none. Makes the first one. */
  idForNew(): Promise<string | null>;
  /**
   * The PIN as it goes into the hash.
   * @param pepperId which pepper the record names; null for none
   * @throws AppError PIN_NOT_CHECKABLE when the keychain does not have that one now
   */
  season(pin: string, pepperId: string | null): Promise<string | Buffer>;
}

export interface PepperParts {
  readonly secrets: SecretStore;
  readonly ids: IdSource;
  readonly logger: Logger;
  readonly learnSecret: (secret: string) => void;
  readonly installationId: string;
}

const PEPPER_BYTES = 32;

export function createPepper(parts: PepperParts): Pepper {
  const { secrets, logger } = parts;
  const name = `${parts.installationId}:pin-pepper`;
  let held: string | null = null;
  const load = async (): Promise<string | null> => {
    if (secrets.kind !== 'keychain') return null;
    held ??= await secrets.get(name);
    if (held !== null) parts.learnSecret(held);
    return held;
  };
  const make = async (): Promise<string> => {
    const made = Buffer.from(parts.ids.randomBytes(PEPPER_BYTES)).toString('base64');
    parts.learnSecret(made);
    await secrets.set(name, made);
    held = made;
    return made;
  };
  return {
    idForNew: async () => {
      if (secrets.kind !== 'keychain') return null;
      try {
        return pepperId((await load()) ?? (await make()));
      } catch (error) {
        // A PIN without a pepper is better than no PIN; the record says which it is.
        logger.warn('The keychain did not take the pepper', { error: String(error) });
        return null;
      }
    },
    season: async (pin, wanted) => {
      if (wanted === null) return pin;
      const pepper = await load().catch((error: unknown) => {
        logger.warn('The keychain did not give the pepper', { error: String(error) });
        return null;
      });
      if (pepper === null || pepperId(pepper) !== wanted) {
        throw new AppError('PIN_NOT_CHECKABLE', 'The keychain does not have what this PIN was made with');
      }
      return createHmac('sha256', Buffer.from(pepper, 'base64')).update(pin).digest();
    },
  };
}

/** Tells peppers apart without telling anything of them: 32 random bytes are not found from it. */
function pepperId(pepper: string): string {
  return createHash('sha256').update(`pin-pepper:${pepper}`).digest('hex').slice(0, 16);
}
