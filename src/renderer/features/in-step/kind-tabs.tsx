import { useTranslation } from 'react-i18next';
import { type CountTab, CountTabs } from '../../components/count-tabs.tsx';
import { type Comparison, type Kind, KINDS } from './place.ts';

const TONES: Readonly<Partial<Record<Kind, CountTab<Kind>['tone']>>> = {
  create: 'good',
  change: 'accent',
  delete: 'bad',
  unknown: 'warn',
};

export interface KindTabsProps {
  readonly counts: Comparison['counts'];
  readonly kind: Kind;
  readonly onChange: (kind: Kind) => void;
}

/** How many products stand how: each kind has a list of its own. */
export function KindTabs({ counts, kind, onChange }: KindTabsProps) {
  const { t } = useTranslation();
  const tabs = KINDS.map((value) => ({
    value,
    count: counts[value],
    label: t(`inStep.kind.${value}`),
    testId: `in-step-kind-${value}`,
    tone: TONES[value],
  }));
  return <CountTabs label={t('inStep.kinds')} tabs={tabs} value={kind} onChange={onChange} />;
}
