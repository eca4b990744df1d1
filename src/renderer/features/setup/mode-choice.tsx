import { useTranslation } from 'react-i18next';
import classes from './connect-form.module.css';

export interface ModeChoiceProps {
  readonly onChange: (mode: 'test' | 'live') => void;
}

/** Test or real money, each with what it means. Test is the first choice: a slip then costs nothing. */
export function ModeChoice({ onChange }: ModeChoiceProps) {
  const { t } = useTranslation();
  return (
    <fieldset className={classes['modes']}>
      <legend>{t('setup.modeLabel')}</legend>
      <label className={classes['mode']}>
        <input type="radio" name="mode" value="test" defaultChecked onChange={() => onChange('test')} />
        <b>{t('setup.modeTest')}</b>
        <small>{t('setup.modeTestHint')}</small>
      </label>
      <label className={classes['mode']}>
        <input type="radio" name="mode" value="live" onChange={() => onChange('live')} />
        <b>{t('setup.modeLive')}</b>
        <small>{t('setup.modeLiveHint')}</small>
      </label>
    </fieldset>
  );
}
