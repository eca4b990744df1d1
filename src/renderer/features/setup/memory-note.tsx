import { useTranslation } from 'react-i18next';
import classes from './connect-form.module.css';

/** Said before a key is entered that will be gone after a restart. */
export function MemoryNote() {
  const { t } = useTranslation();
  return (
    <div className={classes['note']}>
      <p>{t('setup.memoryTitle')}</p>
      <p>{t('setup.memoryBody')}</p>
    </div>
  );
}
