import type { Server } from 'node:http';
import type { CardContext } from './card-issuer/context.ts';
import type { CardsAccess } from './card-issuer/merchants.ts';
import { openCardIssuer, shopCardsAccess } from './card-issuer/opening.ts';
import { cardIssuerRoutes } from './card-issuer/routes.ts';
import { settleCards } from './card-issuer/settling.ts';
import { createGatewayBooks } from './checkout-gateway/books.ts';
import { type GatewayContext, gatewayClock } from './checkout-gateway/context.ts';
import { type GatewayAccess, shopAccess } from './checkout-gateway/merchants.ts';
import { settleCheckouts } from './checkout-gateway/paying.ts';
import { gatewayRoutes } from './checkout-gateway/routes.ts';
import { gatewayTelling, tellingGatewayBooks } from './checkout-gateway/webhooks/telling.ts';
import { type MovableClock, type SandboxClock, createMovableClock } from './clock.ts';
import type { ControlParts } from './control/control-parts.ts';
import { controlRoutes } from './control/control-routes.ts';
import { type Fault, createFaultQueue } from './faults.ts';
import { createFourPayBooks } from './fourpay-online/books.ts';
import type { FourPayContext } from './fourpay-online/context.ts';
import {
  type Partner,
  createPartnerList,
  defaultApiKey,
  defaultPartners,
} from './fourpay-online/partners.ts';
import { settleRefunds } from './fourpay-online/refunds.ts';
import { fourPayRoutes } from './fourpay-online/routes.ts';
import { tellingBooks } from './fourpay-online/webhooks/telling-books.ts';
import { fourPayTelling } from './fourpay-online/webhooks/webhook-message.ts';
import { type Reply, errorReply } from './http/reply.ts';
import { createRequestLog } from './http/request-log.ts';
import { retryAfterHeader } from './http/retry-after.ts';
import { type Router, createRouter } from './http/router.ts';
import { createSandboxServer, listen } from './http/server.ts';
import { createMemoryImages, openImageFolder } from './image-store.ts';
import { type StateFile, openStateFile } from './state-file.ts';
import { type StoredState, loadState } from './stored-state.ts';
import { type SandboxSwitches, defaultSwitches } from './switches.ts';
import { createCourier } from './webhooks/courier.ts';

export type { CardsAccess } from './card-issuer/merchants.ts';
export type { GatewayAccess } from './checkout-gateway/merchants.ts';
export type { SandboxClock } from './clock.ts';
export type { FaultKind } from './faults.ts';
export { type Partner, defaultApiKey } from './fourpay-online/partners.ts';
export type { SandboxSwitches } from './switches.ts';

/** How to start the sandbox. */
export interface SandboxOptions {
  /** 0 or absent: the port of the last run when the state file knows one and it is free, else any free one. */
  readonly port?: number;
  /** A JSON file that keeps the books over restarts and crashes; images lie beside it. Absent: memory only. */
  readonly statePath?: string;
  /** The key of the first partner, unless `partners` are given. `pk_test_sandbox` when absent. */
  readonly apiKey?: string;
  /** Who has accounts, the shop of the test first. Absent: the shop (42) and a neighbour (43). */
  readonly partners?: readonly Partner[];
  readonly clock?: SandboxClock;
  readonly switches?: Partial<SandboxSwitches>;
}

/** A running sandbox. */
export interface Sandbox {
  /** `http://127.0.0.1:PORT` */
  readonly baseUrl: string;
  /** The key of the first partner. */
  readonly apiKey: string;
  readonly partners: readonly Partner[];
  readonly gateway: GatewayAccess;
  readonly cards: CardsAccess;
  /** Ends every connection, hanging ones included, tells no webhook any more, and frees the port. */
  close(): Promise<void>;
}

function refusal(fault: Fault, clock: SandboxClock, switches: SandboxSwitches): Reply {
  const headers =
    fault.status === 429 || fault.status === 503
      ? retryAfterHeader(fault.retryAfterSeconds, switches.retryAfterForm, clock.now())
      : {};
  return errorReply(fault.status, `status_${fault.status}`, 'The sandbox was told to answer this.', headers);
}

/** Listens on the port that was asked for, or tries the remembered one first. */
async function listenSomewhere(server: Server, asked: number, remembered: number | null): Promise<number> {
  if (asked !== 0 || remembered === null) return await listen(server, asked);
  try {
    return await listen(server, remembered);
  } catch {
    return await listen(server, 0);
  }
}

interface Keeper {
  readonly keep: () => void;
  readonly start: (port: number) => void;
}

/** Writes the state when the books or the clock have changed since the last write. */
function createKeeper(
  file: StateFile | null,
  fourPay: FourPayContext,
  gateway: GatewayContext,
  cards: CardContext,
  clock: MovableClock,
): Keeper {
  let port: number | null = null;
  let kept = '';
  const mark = (): string =>
    `${port} ${clock.offsetMs()} ${fourPay.books.revision()} ${gateway.books.revision()} ${cards.books.revision()}`;
  const keep = (): void => {
    if (file === null || kept === mark()) return;
    const state: StoredState = {
      version: 1,
      port,
      clockOffsetMs: clock.offsetMs(),
      fourPayOnline: fourPay.books.snapshot(),
      checkoutGateway: gateway.books.snapshot(),
      cardIssuer: cards.books.snapshot(),
    };
    file.write(state);
    kept = mark();
  };
  return {
    keep,
    start: (listening) => {
      port = listening;
      keep();
    },
  };
}

function stop(server: Server, closing: AbortController): Promise<void> {
  closing.abort();
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** A value that changes while the sandbox runs. */
interface Variable<T> {
  readonly get: () => T;
  readonly set: (value: T) => void;
}

function variable<T>(start: T): Variable<T> {
  let value = start;
  return {
    get: () => value,
    set: (changed) => {
      value = changed;
    },
  };
}

/** What is the same for the whole life of a sandbox, before it listens. */
function openSandbox(options: SandboxOptions, closing: AbortSignal) {
  const source: SandboxClock = options.clock ?? { now: () => Date.now() };
  const partners = createPartnerList(options.partners ?? defaultPartners(options.apiKey ?? defaultApiKey));
  const file = options.statePath === undefined ? null : openStateFile(options.statePath);
  const stored = loadState(file, source.now());
  const clock = createMovableClock(source, stored.clockOffsetMs);
  const { partnerId } = partners.first;
  const switches = variable<SandboxSwitches>({ ...defaultSwitches, partnerId, ...options.switches });
  const baseUrl = variable('');
  const images =
    options.statePath === undefined ? createMemoryImages() : openImageFolder(`${options.statePath}.images`);
  const fourPay: FourPayContext = {
    books: tellingBooks(createFourPayBooks(stored.fourPayOnline), clock, (event) => webhooks.tell(event)),
    images,
    clock,
    partners,
    switches: switches.get,
    baseUrl: baseUrl.get,
  };
  const webhooks = createCourier(fourPayTelling(fourPay), closing);
  const ownClock = gatewayClock(clock, switches.get);
  const gateway: GatewayContext = {
    books: tellingGatewayBooks(createGatewayBooks(stored.checkoutGateway), ownClock.now, (event) =>
      gatewayWebhooks.tell(event),
    ),
    clock: ownClock,
    switches: switches.get,
    baseUrl: baseUrl.get,
  };
  const gatewayWebhooks = createCourier(gatewayTelling(gateway), closing);
  const issuer = openCardIssuer(stored.cardIssuer, clock, switches.get, closing);
  const keeper = createKeeper(file, fourPay, gateway, issuer.cards, clock);
  const systems = { fourPay, webhooks, gateway, gatewayWebhooks, ...issuer };
  return { clock, systems, keeper, switches, baseUrl, rememberedPort: stored.port };
}

/** Answers every request; what is due by the clock happens first. */
function createDueRouter(parts: ControlParts): Router {
  const { bodyLimit, answer } = createRouter([
    ...fourPayRoutes(parts.fourPay),
    ...gatewayRoutes(parts.gateway),
    ...cardIssuerRoutes(parts.cards),
    ...controlRoutes(parts),
  ]);
  return {
    bodyLimit,
    answer: (request) => {
      settleRefunds(parts.fourPay);
      settleCheckouts(parts.gateway);
      settleCards(parts.cards);
      return answer(request);
    },
  };
}

/**
 * Starts a simulator of 4pay.online, of a checkout gateway and of a card issuer on the loopback address. Rejects when
 * the port that was asked for is taken (`EADDRINUSE`), the state file cannot be written, or two partners share what
 * tells them apart.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const closing = new AbortController();
  const { clock, systems, keeper, switches, baseUrl, rememberedPort } = openSandbox(options, closing.signal);
  const faults = createFaultQueue();
  const log = createRequestLog();
  const server = createSandboxServer({
    router: createDueRouter({ ...systems, clock, faults, log, setSwitches: switches.set }),
    keep: keeper.keep,
    clock,
    faults,
    log,
    refuse: (fault) => refusal(fault, clock, switches.get()),
    closing: closing.signal,
  });
  const port = await listenSomewhere(server, options.port ?? 0, rememberedPort);
  baseUrl.set(`http://127.0.0.1:${port}`);
  const cards = shopCardsAccess(systems.cards, baseUrl.get());
  keeper.start(port);
  const { all, first } = systems.fourPay.partners;
  return {
    baseUrl: baseUrl.get(),
    apiKey: first.apiKey,
    partners: all,
    gateway: shopAccess,
    cards,
    close: () => stop(server, closing),
  };
}
