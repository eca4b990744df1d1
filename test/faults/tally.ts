import { type Measure, measure } from '../bench/report.ts';
import type { Outcome } from '../payments/schedules/run-schedule.ts';

/** What must not be, with its name in the table. */
const NEVER = [
  ['twoShown', 'sales with two live shown links'],
  ['doubleCharges', 'double charges accepted'],
  ['foreignAccepted', 'foreign payments accepted'],
  ['lost', 'lost'],
  ['unknown', 'still unknown at the end'],
] as const;

/** A seed that came to no good end: its schedule failed, or was never judged. */
export interface FailedSeed {
  readonly seed: number;
  readonly problems: readonly string[];
}

/** The outcomes so far. */
export class Tally {
  private readonly outcomes: Outcome[] = [];
  private readonly failed: FailedSeed[] = [];

  add(outcome: Outcome): void {
    this.outcomes.push(outcome);
    if (outcome.problems.length > 0) this.failed.push(outcome);
  }

  /** A schedule that ended without a verdict. */
  addUnjudged(seed: number, problem: string): void {
    this.failed.push({ seed, problems: [problem] });
  }

  get failures(): readonly FailedSeed[] {
    return [...this.failed].sort((a, b) => a.seed - b.seed);
  }

  get done(): number {
    return this.outcomes.length + this.failed.length - this.judgedFailures();
  }

  /** The table that a person reads. */
  lines(): readonly string[] {
    const rows: readonly (readonly [string, number])[] = [
      ['seeds', this.done],
      ['payments made', this.sum('payments')],
      ['paid', this.sum('paid')],
      ...NEVER.map(([key, name]) => [name, this.sum(key)] as const),
      ['failing seeds', this.failed.length],
    ];
    return rows.map(([name, count]) => `${name.padEnd(34)}${String(count).padStart(8)}`);
  }

  measures(): readonly Measure[] {
    const times = this.outcomes.map(({ durationMs }) => durationMs);
    return [
      { ...measure('faults: a schedule', 'ms', times), ok: this.failed.length === 0 },
      ...NEVER.map(([key, name]) => {
        const counted = measure(
          `faults: ${name}`,
          'count',
          this.outcomes.map((outcome) => outcome[key]),
        );
        return { ...counted, limit: 0, ok: counted.ok && counted.max === 0 };
      }),
    ];
  }

  private judgedFailures(): number {
    return this.outcomes.filter(({ problems }) => problems.length > 0).length;
  }

  private sum(key: 'payments' | 'paid' | (typeof NEVER)[number][0]): number {
    return this.outcomes.reduce((total, outcome) => total + outcome[key], 0);
  }
}
