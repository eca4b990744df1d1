import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ChoiceCards } from '../../components/choice-cards.tsx';
import classes from './refund-dialog.module.css';
import type { RefundWay } from './refund-draft.ts';

export interface WayFieldProps {
  readonly ways: readonly RefundWay[];
  /** Whether the provider would take this amount; where not, it is shown with the reason. */
  readonly fits?: (way: RefundWay) => boolean;
  /** The money is not with the provider: "elsewhere" is a card terminal or a transfer then. */
  readonly atTill?: boolean;
  readonly way: RefundWay;
  readonly wayError?: string | null;
  readonly reference: string;
  readonly referenceError: string | null;
  readonly onWay: (way: RefundWay) => void;
  readonly onReference: (reference: string) => void;
}

const everyWay = () => true;

/** How the money goes back, and where it was made elsewhere: under which number. */
export function WayField(props: WayFieldProps) {
  const { t } = useTranslation();
  const {
    ways,
    fits = everyWay,
    atTill = false,
    way,
    wayError = null,
    reference,
    referenceError,
    onWay,
    onReference,
  } = props;
  return (
    <>
      <ChoiceCards
        legend={t('refund.how')}
        value={fits(way) ? way : null}
        onChange={onWay}
        choices={ways.map((one) => ({
          value: one,
          label: t(atTill ? `refund.wayAtTill.${one}` : `refund.way.${one}`),
          hint: fits(one)
            ? t(atTill ? `refund.wayAtTillHint.${one}` : `refund.wayHint.${one}`)
            : t('refund.wholeOnly'),
          disabled: !fits(one),
          testId: `refund-way-${one}`,
        }))}
      />
      {wayError === null ? null : <p className={classes['problem']}>{wayError}</p>}
      {way === 'elsewhere' ? (
        <TextInput
          label={t('refund.reference')}
          description={t(atTill ? 'refund.referenceAtTillHint' : 'refund.referenceHint')}
          autoComplete="off"
          maxLength={100}
          data-testid="refund-reference"
          value={reference}
          error={referenceError}
          onChange={(event) => onReference(event.currentTarget.value)}
        />
      ) : null}
    </>
  );
}
