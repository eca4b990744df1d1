import { useTranslation } from 'react-i18next';
import type { SettingsView } from '../../../contract/views.ts';
import { CheckRow } from '../../components/check-row.tsx';
import { useChangeSettings } from '../settings/mutations.ts';
import classes from './shift-screen.module.css';

/** Whether the shop takes cash; for the card of the shop in Settings. */
export function CashSwitch({ settings }: { readonly settings: SettingsView }) {
  const { t } = useTranslation();
  const change = useChangeSettings();
  return (
    <div>
      <CheckRow
        testId="takes-cash"
        checked={settings.takesCash}
        onChange={(takesCash) => change.mutate({ takesCash })}
      >
        {t('shift.takesCash')}
      </CheckRow>
      <p className={classes['soft']}>{t('shift.takesCashHint')}</p>
    </div>
  );
}
