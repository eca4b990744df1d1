import { useTranslation } from 'react-i18next';
import { Note } from '../../components/note.tsx';

/** Said before a key is entered that will be gone after a restart. */
export function MemoryNote() {
  const { t } = useTranslation();
  return (
    <Note tone="warn" title={t('setup.memoryTitle')}>
      {t('setup.memoryBody')}
    </Note>
  );
}
