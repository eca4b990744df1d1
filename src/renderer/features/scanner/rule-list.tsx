import { ActionIcon, Button, Menu, NativeSelect, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { IN_STORE_PRESETS } from '../../../domain/scan-code.ts';
import settings from '../settings/settings-screen.module.css';
import type { ScannerFieldProps } from './scanner-card.tsx';
import {
  draftOfRule,
  partsOfRule,
  problemsOfDraft,
  type RuleDraft,
  type RuleProblem,
  ruleOf,
} from './scanner-draft.ts';
import classes from './scanner.module.css';

const RULES_MAX = 20;

/** The shop's own codes: one rule for each beginning. */
export function RuleList({ draft, onChange }: ScannerFieldProps) {
  const { t } = useTranslation();
  const { rules } = draft;
  const problems = problemsOfDraft(draft).rules;
  const put = (index: number, rule: RuleDraft | null) =>
    onChange({
      ...draft,
      rules: rules.flatMap((one, at) => (at === index ? (rule ? [rule] : []) : [one])),
    });
  return (
    <div>
      <p className={settings['label']}>{t('scan.rules')}</p>
      <p className={settings['plain']}>{t('scan.rulesHint')}</p>
      {rules.length === 0 ? (
        <p className={classes['none']}>{t('scan.noRules')}</p>
      ) : (
        <ul className={classes['rules']} aria-label={t('scan.rules')}>
          {rules.map((rule, index) => (
            <RuleRow
              // biome-ignore lint/suspicious/noArrayIndexKey: a rule has no name but its place while it is typed
              key={index}
              rule={rule}
              problem={problems[index] ?? null}
              onChange={(next) => put(index, next)}
            />
          ))}
        </ul>
      )}
      {rules.length < RULES_MAX ? (
        <AddRule onAdd={(rule) => onChange({ ...draft, rules: [...rules, rule] })} />
      ) : null}
    </div>
  );
}

function AddRule({ onAdd }: { readonly onAdd: (rule: RuleDraft) => void }) {
  const { t } = useTranslation();
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button
          variant="subtle"
          data-testid="scanner-add-rule"
          leftSection={<IconPlus size={20} aria-hidden />}
        >
          {t('scan.addRule')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {IN_STORE_PRESETS.map(({ id, rule }) => (
          <Menu.Item key={id} data-testid={`scanner-preset-${id}`} onClick={() => onAdd(draftOfRule(rule))}>
            {t(`scan.preset.${id}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

interface RuleRowProps {
  readonly rule: RuleDraft;
  readonly problem: RuleProblem | null;
  /** @param rule null: away with it */
  readonly onChange: (rule: RuleDraft | null) => void;
}

const KINDS = ['weight', 'price', 'product'] as const;

function RuleRow({ rule, problem, onChange }: RuleRowProps) {
  const { t } = useTranslation();
  return (
    <li className={classes['rule']} data-testid="scanner-rule">
      <fieldset className={classes['fields']} aria-label={t('scan.rule', { prefix: rule.prefix })}>
        <NumberField
          label={t('scan.rulePrefix')}
          value={rule.prefix}
          onChange={(prefix) => onChange({ ...rule, prefix })}
        />
        <NativeSelect
          label={t('scan.ruleKind')}
          value={rule.kind}
          data={KINDS.map((value) => ({ value, label: t(`scan.kind.${value}`) }))}
          onChange={({ currentTarget: { value } }) =>
            onChange({ ...rule, kind: KINDS.find((kind) => kind === value) ?? rule.kind })
          }
        />
        <NumberField
          label={t('scan.codeDigits')}
          value={rule.codeDigits}
          onChange={(codeDigits) => onChange({ ...rule, codeDigits })}
        />
        <NumberField
          label={t('scan.valueDigits')}
          value={rule.valueDigits}
          onChange={(valueDigits) => onChange({ ...rule, valueDigits })}
        />
        {rule.kind === 'product' ? null : (
          <NumberField
            label={t('scan.decimals')}
            value={rule.decimals}
            onChange={(decimals) => onChange({ ...rule, decimals })}
          />
        )}
      </fieldset>
      <ActionIcon
        aria-label={t('scan.removeRule', { prefix: rule.prefix })}
        data-testid="scanner-remove-rule"
        onClick={() => onChange(null)}
      >
        <IconX size={20} aria-hidden />
      </ActionIcon>
      {problem === null ? (
        <RuleLooks rule={rule} />
      ) : (
        <p className={classes['problem']} role="alert">
          {t(`scan.problem.${problem}`)}
        </p>
      )}
    </li>
  );
}

interface NumberFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function NumberField({ label, value, onChange }: NumberFieldProps) {
  return (
    <TextInput
      label={label}
      inputMode="numeric"
      autoComplete="off"
      maxLength={7}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** The code cut into its parts, the way the rule reads it. */
function RuleLooks({ rule }: { readonly rule: RuleDraft }) {
  const { t } = useTranslation();
  const whole = ruleOf(rule);
  if (!whole) return null;
  return (
    <p className={classes['looks']}>
      <span className="visually-hidden">{t('scan.looks')}</span>
      {partsOfRule(whole).map(({ digits, part }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a code have an order and nothing else
        <span key={index} className={classes['part']} data-part={part}>
          <span className={classes['digits']}>{part === 'Begin' ? digits : '•'.repeat(digits.length)}</span>
          <small>{t(`scan.looks${part}`)}</small>
        </span>
      ))}
    </p>
  );
}
