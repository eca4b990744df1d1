import { AppError } from '../../contract/errors.ts';
import type { OperationParsed } from '../../contract/operations.ts';
import type { CardDeskView } from '../../contract/views.ts';
import { toAppError } from '../connections/provider-error.ts';
import { createTurns } from '../in-turn.ts';
import type { CallOptions, CallPriority, ProviderAnswer, ProviderProblem } from '../ports.ts';
import type { CardIssuer, IssuerCredential, IssuerDescription, IssuerOffer } from '../ports-card-issuer.ts';
import { noAddress, readAddress } from './desk-address.ts';
import type { CardsParts } from './cards-parts.ts';
import { createDeskVault, type DeskVault } from './desk-vault.ts';
import { type DeskFact, keepDeskFact, readDeskFact } from './desk-facts.ts';
import { operationStore } from './operation-store.ts';
import { readTokenEnd, tokenEnded } from './token-end.ts';

/** A desk that can be asked: where it is, and what asks it. */
export interface DeskInUse {
  readonly desk: string;
  readonly issuer: CardIssuer;
  readonly description: IssuerDescription;
}

/** Of a shorter token, four characters are too much to show. */
const SHOWN_FROM = 12;
const ENDS_SOON_MS = 3 * 24 * 3_600_000;

interface Held {
  readonly desk: string;
  readonly issuer: CardIssuer;
  /** The issuer has been asked to describe itself in this run: an adapter may know from it how a transfer is written. */
  described: boolean;
}

/** The account at the card issuer: its credential, what its deployment offers, and what asks it. */
export class DeskAccount {
  private readonly parts: CardsParts;
  private readonly vault: DeskVault;
  private readonly inTurn = createTurns();
  private readonly ending = new AbortController();
  private held: Held | null = null;
  private skew: number | null = null;
  private describing: Promise<void> | null = null;
  private opening: Promise<void> = Promise.resolve();

  constructor(parts: CardsParts) {
    this.parts = parts;
    this.vault = createDeskVault(parts);
  }

  /** Without its credential there is no issuer to ask, until one is given. */
  open(): Promise<void> {
    this.opening = this.inTurn(async () => {
      const fact = this.fact();
      const credential = fact && (await this.vault.load(fact.baseUrl, fact.kind));
      if (!fact || !credential || this.isClosing()) return;
      this.parts.learnSecret(credential.token);
      const issuer = this.parts.buildIssuer(fact.baseUrl, credential);
      this.held = { desk: fact.baseUrl, issuer, described: false };
      this.tell();
    });
    return this.opening;
  }

  /** Waits for the keychain, where the program has only just begun. */
  async opened(): Promise<void> {
    await this.opening.catch(() => {});
  }

  view(): CardDeskView | null {
    const fact = this.fact();
    if (!fact) return null;
    const { baseUrl, kind, lastFour, since, expiresAt, describedAt, description } = fact;
    return {
      baseUrl,
      credential: { kind, lastFour, since, expiresAt, state: this.stateOf(fact) },
      version: description.version,
      describedAt,
      offers: { ...description.offers },
      transactionFilters: [...description.transactionFilters],
      open: operationStore.openCount(this.parts.database.read, baseUrl),
    };
  }

  /** @throws AppError that says what is wrong with it; what was connected before stays then */
  connect({ baseUrl: given, kind, token }: OperationParsed<'cards.connect'>): Promise<void> {
    return this.inTurn(async () => {
      this.parts.learnSecret(token);
      const credential: IssuerCredential = { kind, token };
      const issuer = this.build(readAddress(given), credential);
      const { baseUrl } = issuer;
      try {
        const description = await this.tried(issuer, credential);
        await this.vault.keep(baseUrl, credential);
        this.store(baseUrl, credential, description);
      } catch (error) {
        issuer.end();
        throw error;
      }
      this.held?.issuer.end();
      this.held = { desk: baseUrl, issuer, described: true };
      await this.vault.forgetOthers(baseUrl, kind);
    });
  }

  describe(): Promise<void> {
    return this.inTurn(() => this.describeNow('asked'));
  }

  /**
   * What can be asked in this run: an adapter knows from the description what is offered, and how it is written.
   * @throws AppError CARDS_NOT_CONNECTED, and those of the issuer
   */
  async ready(): Promise<DeskInUse> {
    await this.opened();
    this.inUse();
    if (this.held?.described === false) {
      // Everybody who waits for it waits for the same one.
      this.describing ??= this.inTurn(async () => {
        if (this.held?.described === false) await this.describeNow('by_itself');
      }).finally(() => {
        this.describing = null;
      });
      await this.describing;
    }
    return this.inUse();
  }

  disconnect(): Promise<void> {
    return this.inTurn(async () => {
      const fact = this.fact();
      this.held?.issuer.end();
      this.held = null;
      if (fact) {
        this.parts.database.write((db) => {
          keepDeskFact(this.parts.settings, db, null);
          const payload = { baseUrl: fact.baseUrl };
          this.parts.journal.append(db, { kind: 'cards.disconnected', subjectId: 'cards', payload });
        });
      }
      this.tell();
      try {
        await this.vault.forget();
      } catch (cause) {
        throw new AppError('STORAGE_FAILED', 'The keychain did not forget the credential', { cause });
      }
    });
  }

  /** @throws AppError CARDS_NOT_CONNECTED */
  inUse(): DeskInUse {
    const inUse = this.inUseOrNull();
    if (!inUse) throw new AppError('CARDS_NOT_CONNECTED', 'No cards desk is connected');
    return inUse;
  }

  inUseOrNull(): DeskInUse | null {
    const fact = this.fact();
    if (!fact || this.held?.desk !== fact.baseUrl) return null;
    return { desk: fact.baseUrl, issuer: this.held.issuer, description: fact.description };
  }

  /** @throws AppError PROVIDER_NOT_OFFERED with `details.offer` and `details.why` */
  async demand(offer: IssuerOffer): Promise<DeskInUse> {
    const inUse = await this.ready();
    const why = inUse.description.offers[offer];
    if (why === 'offered') return inUse;
    throw new AppError('PROVIDER_NOT_OFFERED', 'This deployment does not offer it', {
      details: { offer, why },
    });
  }

  /** The value of an answer, whose time is noted. @throws AppError that says why there is none */
  taken<T>(answer: ProviderAnswer<T>): T {
    this.note(answer);
    if (answer.kind === 'ok') return answer.value;
    throw this.toError(answer.problem);
  }

  note({ facts }: ProviderAnswer<unknown>): void {
    this.skew = facts.clockSkewMs ?? this.skew;
  }

  toError(problem: ProviderProblem): AppError {
    const fact = this.fact();
    if (problem.reason === 'key_refused' && fact && this.stateOf(fact) === 'ended') return tokenEnded();
    // The address has been tried: what is not there is the card, or the account.
    if (problem.reason === 'not_found') return new AppError('NOT_FOUND', problem.message);
    return toAppError(problem);
  }

  /** Our clock less the issuer's, by its newest answer. */
  skewMs(): number | null {
    return this.skew;
  }

  /** What somebody does goes before the lists that are looked at, and these before what nobody waits for. */
  options(priority: CallPriority = 'cashier'): CallOptions {
    return { priority, signal: this.ending.signal };
  }

  isClosing(): boolean {
    return this.ending.signal.aborted;
  }

  close(): void {
    this.ending.abort();
    this.held?.issuer.end();
  }

  private fact(): DeskFact | null {
    return readDeskFact(this.parts.settings);
  }

  private build(baseUrl: string, credential: IssuerCredential): CardIssuer {
    try {
      return this.parts.buildIssuer(baseUrl, credential);
    } catch (cause) {
      if (cause instanceof RangeError) throw noAddress(cause);
      throw cause;
    }
  }

  /** Asks with it what any merchant may ask. */
  private async tried(issuer: CardIssuer, { kind, token }: IssuerCredential): Promise<IssuerDescription> {
    const described = await issuer.describe(this.options());
    const accounts = await issuer.accounts(this.options());
    this.note(accounts);
    for (const answer of [accounts, described]) {
      if (answer.kind === 'ok') continue;
      const end = kind === 'jwt' ? readTokenEnd(token) : null;
      const ended = end !== null && end <= this.issuerNow();
      throw ended && answer.problem.reason === 'key_refused' ? tokenEnded() : toAppError(answer.problem);
    }
    if (described.kind !== 'ok') throw toAppError(described.problem);
    return described.value;
  }

  private store(baseUrl: string, { kind, token }: IssuerCredential, description: IssuerDescription): void {
    const { database, settings, journal, now } = this.parts;
    const end = kind === 'jwt' ? readTokenEnd(token) : null;
    const fact: DeskFact = {
      baseUrl,
      kind,
      lastFour: token.length < SHOWN_FROM ? '' : token.slice(-4),
      since: now(),
      expiresAt: end === null ? null : new Date(end).toISOString(),
      describedAt: now(),
      description: copyOf(description),
    };
    database.write((db) => {
      keepDeskFact(settings, db, fact);
      journal.append(db, {
        kind: 'cards.connected',
        subjectId: 'cards',
        payload: { baseUrl, credential: kind },
      });
    });
    this.tell();
  }

  private async describeNow(how: 'asked' | 'by_itself'): Promise<void> {
    const { issuer } = this.inUse();
    const description = this.taken(await issuer.describe(this.options()));
    const fact = this.fact();
    // Another one may have been connected, or none be left, since it was asked.
    if (!fact || this.held?.issuer !== issuer) return;
    // A page of maintenance in its place takes nothing away that was there: it is read again before the next act.
    const isLost = isUndescribed(description) && !isUndescribed(fact.description);
    if (isLost && how === 'by_itself') return;
    this.held.described = true;
    const { database, settings, now } = this.parts;
    database.write((db) =>
      keepDeskFact(settings, db, { ...fact, describedAt: now(), description: copyOf(description) }),
    );
    this.tell();
  }

  private stateOf({ baseUrl, expiresAt }: DeskFact): CardDeskView['credential']['state'] {
    const left = expiresAt === null ? null : Date.parse(expiresAt) - this.issuerNow();
    if (left !== null && left <= 0) return 'ended';
    if (this.held?.desk !== baseUrl) return 'not_at_hand';
    return left !== null && left <= ENDS_SOON_MS ? 'ends_soon' : 'good';
  }

  /** A token ends by the clock of whoever made it. */
  private issuerNow(): number {
    return this.parts.clock.now() - (this.skew ?? 0);
  }

  private tell(): void {
    this.parts.events.emit({ name: 'cards.changed', payload: {} });
  }
}

/** @throws AppError PROVIDER_ADDRESS_INVALID */
/** No deployment names the path of freezing but its own description. */
function isUndescribed({ offers }: Pick<IssuerDescription, 'offers'>): boolean {
  return offers.freeze === 'no_description';
}

function copyOf({ version, offers, transactionFilters }: IssuerDescription): DeskFact['description'] {
  return { version, offers: { ...offers }, transactionFilters: [...transactionFilters] };
}
