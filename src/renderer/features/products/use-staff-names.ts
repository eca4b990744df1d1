import { useTranslation } from 'react-i18next';
import { useStaffList } from '../staff/queries.ts';

/** Names of who did something; null where nobody had signed in, since then it was whoever stood there. */
export function useStaffNames(): (staffId: string | null) => string | null {
  const { t } = useTranslation();
  const { data } = useStaffList(true);
  return (staffId) => {
    if (staffId === null) return null;
    return data?.items.find(({ id }) => id === staffId)?.name ?? t('catalog.somebody');
  };
}
