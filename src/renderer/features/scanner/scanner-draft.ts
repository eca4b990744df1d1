import type { ScannerSettingsView } from '../../../contract/views.ts';
import { type InStoreRule, isInStoreRule } from '../../../domain/scan-code.ts';

/** A rule as it is typed: numbers are texts until it is saved. */
export interface RuleDraft {
  readonly prefix: string;
  readonly kind: InStoreRule['kind'];
  readonly codeDigits: string;
  readonly valueDigits: string;
  readonly decimals: string;
}

export interface ScannerDraft {
  readonly prefix: string;
  readonly suffix: string;
  readonly gapMs: string;
  readonly minLength: string;
  readonly rules: readonly RuleDraft[];
}

export type RuleProblem = 'prefix' | 'twice' | 'length' | 'number';

export interface DraftProblems {
  readonly gapMs: boolean;
  readonly minLength: boolean;
  /** For each rule, in order. */
  readonly rules: readonly (RuleProblem | null)[];
}

export function draftOf({ prefix, suffix, gapMs, minLength, rules }: ScannerSettingsView): ScannerDraft {
  return {
    prefix,
    suffix,
    gapMs: String(gapMs),
    minLength: String(minLength),
    rules: rules.map(draftOfRule),
  };
}

export function draftOfRule({ prefix, kind, codeDigits, valueDigits, decimals }: InStoreRule): RuleDraft {
  return {
    prefix,
    kind,
    codeDigits: String(codeDigits),
    valueDigits: String(valueDigits),
    decimals: String(decimals),
  };
}

/** @returns null while a number is none, or out of the contract's range */
export function ruleOf({ prefix, kind, codeDigits, valueDigits, decimals }: RuleDraft): InStoreRule | null {
  const numbers = [
    within(codeDigits, 1, 10),
    within(valueDigits, 0, 9),
    within(kind === 'product' ? '0' : decimals, 0, 4),
  ];
  const [code, value, places] = numbers;
  if (code === null || value === null || places === null) return null;
  if (code === undefined || value === undefined || places === undefined) return null;
  return { prefix, kind, codeDigits: code, valueDigits: value, decimals: places };
}

/** The settings that a draft stands for; null while something in it is wrong. */
export function settingsOf(draft: ScannerDraft): ScannerSettingsView | null {
  const { gapMs, minLength, rules } = problemsOfDraft(draft);
  if (gapMs || minLength || rules.some((problem) => problem !== null)) return null;
  return {
    prefix: draft.prefix,
    suffix: draft.suffix,
    gapMs: Number(draft.gapMs),
    minLength: Number(draft.minLength),
    rules: rulesOf(draft),
  };
}

/** The rules that are right already, for trying them out. */
export function rulesOf({ rules }: ScannerDraft): InStoreRule[] {
  return rules.flatMap((draft) => {
    const rule = ruleOf(draft);
    return rule && PREFIX.test(rule.prefix) && isInStoreRule(rule) ? [rule] : [];
  });
}

export function problemsOfDraft({ gapMs, minLength, rules }: ScannerDraft): DraftProblems {
  return {
    gapMs: within(gapMs, 5, 200) === null,
    minLength: within(minLength, 3, 20) === null,
    rules: rules.map((rule, index) => problemOfRule(rule, rules.slice(0, index))),
  };
}

const PREFIX = /^2\d{1,6}$/;

function problemOfRule(draft: RuleDraft, before: readonly RuleDraft[]): RuleProblem | null {
  if (!PREFIX.test(draft.prefix)) return 'prefix';
  if (before.some(({ prefix }) => prefix === draft.prefix)) return 'twice';
  const rule = ruleOf(draft);
  if (rule === null) return 'number';
  return isInStoreRule(rule) ? null : 'length';
}

function within(text: string, least: number, most: number): number | null {
  const number = /^\d{1,4}$/.test(text.trim()) ? Number(text) : Number.NaN;
  return number >= least && number <= most ? number : null;
}

/** How a rule cuts a code, for showing it: the digits of each part, and what they stand for. */
export function partsOfRule(
  rule: InStoreRule,
): readonly { readonly digits: string; readonly part: 'Begin' | 'Product' | 'Value' | 'Check' }[] {
  const own = 12 - rule.prefix.length - rule.codeDigits - rule.valueDigits;
  return [
    { digits: rule.prefix, part: 'Begin' as const },
    { digits: 'P'.repeat(rule.codeDigits), part: 'Product' as const },
    { digits: 'C'.repeat(Math.max(0, own)), part: 'Check' as const },
    { digits: 'V'.repeat(rule.valueDigits), part: 'Value' as const },
    { digits: 'C', part: 'Check' as const },
  ].filter(({ digits }) => digits !== '');
}
