import { sleep } from '../waiting.ts';
import { type Compared, compare } from './compare.ts';
import type { Comparison } from './comparison.ts';
import type { InStepParts } from './in-step-parts.ts';
import type { InStepStatus } from './in-step-view.ts';
import type { InStepProblem, StepEnd } from './problems.ts';
import { createPusher } from './pusher.ts';
import { createPace } from './pace.ts';
import { type RunRow, runStore } from './run-store.ts';

/** What runs behind everybody else who calls the provider: one comparison, or one push, and never both. */
export interface InStepLoop {
  start(): void;
  /** Begins a comparison; what the one before has found is forgotten. */
  compare(): void;
  comparison(): Comparison | null;
  /** Ends a comparison under way, and forgets what one has found. */
  forget(): void;
  /** Something has changed that the loop waits for. */
  wake(): void;
  isComparing(): boolean;
  /** A comparison is under way, or the last product of a push that was cancelled. */
  isBusy(): boolean;
  progress(run: RunRow | null): Pick<InStepStatus, 'phase' | 'problem' | 'progress' | 'secondsLeft'>;
  close(): Promise<void>;
}

const IDLE_MS = 60 * 60_000;
/** The first wait after a problem that may pass by itself; it doubles up to a minute. */
const WAIT_MS = 2000;
const WAIT_MAX_MS = 60_000;

interface Comparing {
  readonly ending: AbortController;
  done: number;
}

export function createInStepLoop(parts: InStepParts): InStepLoop {
  return new Loop(parts);
}

class Loop implements InStepLoop {
  private readonly parts: InStepParts;
  private readonly pusher;
  private readonly pace;
  private readonly closing = new AbortController();
  private waking = new AbortController();
  private running: Promise<void> = Promise.resolve();
  private comparing: Comparing | null = null;
  private found: Comparison | null = null;
  private pushing = false;
  private problem: InStepProblem | null = null;
  private waits = 0;

  constructor(parts: InStepParts) {
    this.parts = parts;
    this.pusher = createPusher(parts);
    this.pace = createPace(parts.clock);
  }

  start(): void {
    this.running = this.run();
  }

  compare(): void {
    this.found = null;
    this.problem = null;
    this.comparing = { ending: new AbortController(), done: 0 };
    this.wake();
    this.tell();
  }

  comparison(): Comparison | null {
    return this.found;
  }

  forget(): void {
    this.comparing?.ending.abort();
    this.comparing = null;
    this.found = null;
    this.problem = null;
  }

  wake(): void {
    this.waits = 0;
    this.pace.reset();
    this.waking.abort();
  }

  isComparing(): boolean {
    return this.comparing !== null;
  }

  isBusy(): boolean {
    return this.isComparing() || this.pushing;
  }

  progress(run: RunRow | null): ReturnType<InStepLoop['progress']> {
    const { read } = this.parts.database;
    if (this.comparing) {
      const progress = { done: this.comparing.done, total: null };
      return { phase: 'comparing', problem: null, progress, secondsLeft: null };
    }
    const { waiting, total } = run ? runStore.counts(read, run.sequence) : { waiting: 0, total: 0 };
    const progress = { done: total - waiting, total };
    if (run === null || this.found !== null || (run.ended_at !== null && this.problem !== null)) {
      return { phase: 'idle', problem: this.problem, progress, secondsLeft: null };
    }
    const calls = run.ended_at === null ? waiting + runStore.imagesWaiting(read, run) : null;
    const secondsLeft = calls === null ? null : this.pace.secondsFor(calls);
    const problem = run.state === 'stopped' ? readProblem(run.problem) : this.problem;
    return { phase: phaseOf(run, this.problem !== null), problem, progress, secondsLeft };
  }

  async close(): Promise<void> {
    this.closing.abort();
    this.comparing?.ending.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.closing.signal.aborted) {
      this.waking = new AbortController();
      const ms = await this.turn();
      if (ms > 0) {
        await sleep(this.parts.clock, ms, AbortSignal.any([this.closing.signal, this.waking.signal]));
      }
    }
  }

  /** @returns how long there is nothing to do, in milliseconds */
  private async turn(): Promise<number> {
    try {
      if (this.comparing) return await this.compareNow(this.comparing);
      const run = runStore.open(this.parts.database.read);
      return run?.state === 'pushing' ? await this.push(run) : IDLE_MS;
    } catch (error) {
      this.parts.logger.error('Keeping products in step failed', { error: String(error) });
      if (this.comparing) this.comparing = null;
      return this.waitFor('failed');
    }
  }

  private async compareNow(job: Comparing): Promise<number> {
    const signal = AbortSignal.any([this.closing.signal, job.ending.signal]);
    const told = (done: number): void => {
      job.done = done;
      this.tell();
    };
    const compared: Compared = await compare(this.parts, { signal, told });
    if (this.comparing !== job) return 0;
    this.comparing = null;
    if (compared.kind === 'done') this.found = compared.comparison;
    this.problem = compared.kind === 'failed' ? compared.problem : null;
    this.tell();
    return IDLE_MS;
  }

  private async push(run: RunRow): Promise<number> {
    this.pushing = true;
    try {
      return this.after(run, await this.pusher.step(run, this.closing.signal));
    } finally {
      this.pushing = false;
    }
  }

  private after(run: RunRow, end: StepEnd): number {
    if (this.closing.signal.aborted) return 0;
    // It may have been cancelled meanwhile: then that stands.
    const isOpen = runStore.open(this.parts.database.read)?.sequence === run.sequence;
    if (end.kind === 'wait' && isOpen) return this.waitFor(end.problem);
    this.waits = 0;
    this.problem = null;
    this.pace.step();
    if (isOpen && (end.kind === 'end' || end.kind === 'stop')) {
      const at = this.parts.now();
      this.parts.database.write((db) => {
        if (end.kind === 'end') runStore.end(db, run.sequence, 'done', at);
        else runStore.setState(db, run.sequence, 'stopped', end.problem);
      });
    }
    this.tell();
    return 0;
  }

  private waitFor(problem: InStepProblem): number {
    const ms = Math.min(WAIT_MAX_MS, WAIT_MS * 2 ** this.waits);
    this.waits += 1;
    this.problem = problem;
    this.tell();
    return ms;
  }

  private tell(): void {
    this.parts.events.emit({ name: 'inStep.changed', payload: {} });
  }
}

function phaseOf({ state }: RunRow, hasProblem: boolean): InStepStatus['phase'] {
  if (state === 'preparing') return 'pushing';
  return state === 'pushing' && hasProblem ? 'waiting' : state;
}

/** As it was written by this feature. */
function readProblem(text: string | null): InStepProblem {
  return STOPS.find((known) => known === text) ?? 'failed';
}

const STOPS: readonly InStepProblem[] = [
  'key_refused',
  'sign_in_needed',
  'forbidden',
  'organization',
  'not_offered',
  'other_account',
  'other_partner',
];
