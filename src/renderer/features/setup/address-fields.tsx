import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ChoiceCards } from '../../components/choice-cards.tsx';
import classes from './connect-form.module.css';
import type { ConnectChoices, Place } from './connect-fields.ts';

export interface AddressFieldsProps {
  readonly choices: ConnectChoices;
  readonly error: string | null;
  readonly onChange: (part: Partial<ConnectChoices>) => void;
}

const PLACES: readonly Place[] = ['sandbox', 'production', 'own'];
const MODES = ['test', 'live'] as const;

/** Where the account lives, and with it whose money moves; an address of one's own has to say so itself. */
export function AddressFields({ choices, error, onChange }: AddressFieldsProps) {
  const { t } = useTranslation();
  return (
    <>
      <ChoiceCards
        legend={t('setup.placeLabel')}
        name="place"
        value={choices.place}
        onChange={(place) => onChange({ place })}
        choices={PLACES.map((value) => ({
          value,
          label: t(`setup.place.${value}`),
          hint: t(`setup.placeHint.${value}`),
          testId: `connect-place-${value}`,
        }))}
      />
      {choices.place === 'own' ? (
        <div className={classes['own']}>
          <TextInput
            name="baseUrl"
            label={t('setup.baseUrl')}
            description={t('setup.baseUrlHint')}
            placeholder="https://"
            inputMode="url"
            autoComplete="off"
            spellCheck={false}
            error={error}
          />
          <ChoiceCards
            legend={t('setup.modeLabel')}
            name="mode"
            beside
            value={choices.ownMode}
            onChange={(ownMode) => onChange({ ownMode })}
            choices={MODES.map((value) => ({
              value,
              label: t(`setup.mode.${value}`),
              hint: t(`setup.modeHint.${value}`),
            }))}
          />
        </div>
      ) : null}
    </>
  );
}
