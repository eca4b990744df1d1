import type { MovableClock } from '../../clock.ts';
import { type Fault, faultKinds } from '../../faults.ts';
import type { FourPayContext } from '../../fourpay-online/context.ts';
import type { LoggedRequest } from '../../http/request-log.ts';
import { type Html, html } from '../../pages/html.ts';
import { type SandboxSwitches, defaultSwitches, allSwitchOffers } from '../../switches.ts';
import { countSessions, sessionActs } from '../session-control.ts';
import type { ControlWords } from './control-words.ts';
import {
  type Order,
  type Sheet,
  button,
  buttons,
  choice,
  entry,
  facts,
  foldedForm,
  section,
} from './parts.ts';

const minute = 60_000;
const hour = 60 * minute;

/** The clock, and buttons that move it. */
export function clockSection({ words, language }: Sheet, clock: MovableClock): Html {
  const format = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' });
  const offsetMs = clock.offsetMs();
  const move = (label: string, advanceMs: number): Order => ({
    path: '/clock',
    back: 'clock',
    label,
    fields: { advanceMs },
    name: `clock-${advanceMs}`,
  });
  const steps = [minute, 10 * minute, 15 * minute, hour, 24 * hour, -hour];
  const moves = steps.map((step) => move(words.clockStep(step / minute), step));
  const back = offsetMs === 0 ? [] : [move(words.clockBack, -offsetMs)];
  return section(
    'clock',
    words.clockTitle,
    html`<div class="card item">${facts([
      [words.clockNow, format.format(clock.now())],
      [words.clockOffset, words.clockStep(Math.round(offsetMs / minute))],
    ])}${buttons([...moves, ...back])}</div>`,
  );
}

/** The accounts, and what can befall the sessions. */
export function sessionsSection({ words }: Sheet, context: FourPayContext): Html {
  const counts = countSessions(context);
  const accounts = context.partners.all.map(
    ({ partnerId, apiKey, login, password }) =>
      html`<li class="card item"><strong>${words.partner(partnerId)}</strong>${facts([
        ['x-api-key', apiKey],
        [words.login, login],
        [words.password, password],
      ])}</li>`,
  );
  const acts = sessionActs.map(
    (act): Order => ({
      path: '/sessions',
      back: 'sessions',
      label: words.sessionActs[act],
      fields: { act },
      name: act,
    }),
  );
  return section(
    'sessions',
    words.sessionsTitle,
    html`<div class="card item">${facts([
      [words.sessionsAlive, String(counts.alive)],
      [words.sessionsCreated, String(counts.created)],
      [words.sessionsRefreshed, String(counts.refreshed)],
      [words.sessionsEnded, String(counts.ended)],
    ])}${buttons(acts)}</div><ul class="next">${accounts}</ul>`,
  );
}

type FaultName = keyof ControlWords['faults'];

/** The failures that somebody wants to see most often. */
const usualFaults: readonly (readonly [FaultName, Readonly<Record<string, string | number>>])[] = [
  ['offline', { kind: 'reset', path: '/api/*', count: 'always' }],
  ['down', { kind: 'status_before', status: 503, path: '/api/*', count: 'always' }],
  ['slow', { kind: 'delay', delayMs: 5000, path: '/api/*', count: 'always' }],
  ['silent', { kind: 'hang', path: '/api/*' }],
  ['limited', { kind: 'status_before', status: 429, retryAfterSeconds: 10, path: '/api/*', count: 3 }],
  ['unauthorized', { kind: 'status_before', status: 401, path: '/api/*' }],
  ['garbled', { kind: 'malformed', path: '/api/*' }],
  ['cut', { kind: 'truncated', path: '/api/*' }],
  ['linkLost', { kind: 'reset_after_write', method: 'POST', path: '/api/v1/links' }],
  ['deleteLost', { kind: 'reset_after_write', method: 'DELETE', path: '/api/v1/links/:id' }],
  ['hostedLost', { kind: 'reset_after_write', method: 'POST', path: '/api/v1/transactions' }],
  ['refundLost', { kind: '500_after_write', method: 'PUT', path: '/api/v1/transactions/:id' }],
  ['refreshLost', { kind: 'reset_after_write', method: 'PUT', path: '/api/v1/session' }],
  ['productLost', { kind: '500_after_write', method: 'POST', path: '/api/v1/products' }],
  ['imageSilent', { kind: 'hang', method: 'POST', path: '/api/v1/images' }],
  ['checkoutLost', { kind: 'reset_after_write', method: 'POST', path: '/api/payment/checkout' }],
  ['checkoutPageDown', { kind: 'status_before', status: 503, path: '/checkout/*' }],
  ['pageDown', { kind: 'status_before', status: 503, path: '/pay/*' }],
];

function faultItem(fault: Fault, words: ControlWords): Html {
  const where = `${fault.method ?? words.anyMethod} ${fault.path ?? words.anyPath}`;
  const times = fault.count === 'always' ? words.always : words.times(fault.count);
  const detail = fault.kind === 'delay' ? ` ${fault.delayMs} ms` : '';
  const status = fault.kind === 'status_before' ? ` ${fault.status}` : '';
  return html`<li class="card item" data-testid="fault"><div class="row"><strong>${fault.kind}${detail}${status}</strong>
<span class="chip bad">${times}</span></div><p>${where}</p>
${button({ path: `/faults/${fault.id}/clear`, back: 'faults', label: words.clear, name: 'clear' })}</li>`;
}

/** The failures that wait for their requests, and buttons that add more. */
export function faultsSection({ words }: Sheet, faults: readonly Fault[]): Html {
  const usual = usualFaults.map(
    ([name, fields]): Order => ({ path: '/faults', back: 'faults', label: words.faults[name], fields, name }),
  );
  const all = button({ path: '/faults/clear', back: 'faults', label: words.clearAll, name: 'clear-all' });
  const active =
    faults.length === 0
      ? html`<p class="lead">${words.noFaults}</p>`
      : html`<ul>${faults.map((fault) => faultItem(fault, words))}</ul><div class="next">${all}</div>`;
  const order: Order = { path: '/faults', back: 'faults', label: words.add, name: 'fault-form' };
  const form = foldedForm(words.otherFault, order, [
    choice('kind', 'kind', faultKinds, faultKinds[0]),
    choice('method', 'method', ['', 'GET', 'POST', 'PUT', 'PATCH', 'DELETE'], '', words.anyMethod),
    entry('path', 'path', '/api/*'),
    entry('count', 'count', '1', 'always'),
    entry('delayMs', 'delayMs', '', '1000'),
    entry('status', 'status', '', '503'),
    entry('retryAfterSeconds', 'retryAfterSeconds', '', '1'),
  ]);
  return section(
    'faults',
    words.faultsTitle,
    html`${active}<div class="card item next">${buttons(usual)}${form}</div>`,
  );
}

/** All switches in one form, and a way back to the defaults. `defaults`: what this sandbox began with. */
export function switchesSection({ words }: Sheet, switches: SandboxSwitches): Html {
  const controls = allSwitchOffers.map(([name, offer]) => {
    const value = switches[name];
    const label = value === defaultSwitches[name] ? name : `${name} *`;
    if (typeof offer === 'string' || typeof value === 'object')
      return entry(label, name, String(value ?? ''), 'null');
    return choice(label, name, offer, value ?? '');
  });
  const defaults = Object.fromEntries(
    allSwitchOffers.map(([name]) => [name, String(defaultSwitches[name] ?? '')] as const),
  );
  return section(
    'switches',
    words.switchesTitle,
    html`<div class="card item"><p>${words.switchesText}</p>
<form method="post" action="/_sandbox/switches" class="grid" data-testid="switches"><input type="hidden" name="back" value="switches">${controls}
<button class="button mini" data-testid="apply">${words.apply}</button></form>
${button({ path: '/switches', back: 'switches', label: words.defaults, fields: defaults, name: 'defaults' })}</div>`,
  );
}

const shownRequests = 30;

/** A path without the tokens in it: they are long, and whoever has one may pay. */
function shortPath(path: string): string {
  return path.replace(/[\w.-]{60,}/g, (token) => `${token.slice(0, 8)}…`);
}

/** The last requests of the till, newest first. */
export function requestsSection({ words, language }: Sheet, requests: readonly LoggedRequest[]): Html {
  const format = new Intl.DateTimeFormat(language, { timeStyle: 'medium' });
  const lines = requests
    .slice(-shownRequests)
    .toReversed()
    .map(
      (request) =>
        html`<li><code>${format.format(Date.parse(request.startedAt))} ${request.method} ${shortPath(request.path)}</code>
<span>${request.status ?? words.noAnswer}</span></li>`,
    );
  const list = lines.length === 0 ? html`<p>${words.noRequests}</p>` : html`<ul class="log">${lines}</ul>`;
  return section('requests', words.requestsTitle, html`<div class="card item">${list}</div>`);
}
