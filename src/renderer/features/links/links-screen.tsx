import { Button } from '@mantine/core';
import { IconLink, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../components/empty-state.tsx';
import { useErrorWords } from '../../components/error-words.ts';
import { Note } from '../../components/note.tsx';
import { useStaffSession } from '../staff/queries.ts';
import { LinkCard } from './link-card.tsx';
import { type LinksDialog, LinksDialogs } from './links-dialogs.tsx';
import classes from './links.module.css';
import { OtherLinks } from './other-links.tsx';
import { useLinks } from './queries.ts';
import { WaitingMoney } from './waiting-money.tsx';

/** Links that many payers pay by: what waits for a sale first, then this register's own, then the account's others. */
export function LinksScreen() {
  const { t } = useTranslation();
  const session = useStaffSession().data;
  const mayEdit = session !== undefined && session.person?.role !== 'cashier';
  const [dialog, setDialog] = useState<LinksDialog | null>(null);
  const create = () => setDialog({ kind: 'form', link: null });
  return (
    <div className={classes['screen']} data-testid="links-screen">
      <div className={classes['inner']}>
        <div className={classes['head']}>
          <div>
            <h1>{t('links.title')}</h1>
            <p className={classes['meta']}>{t('links.intro')}</p>
          </div>
          {mayEdit ? <CreateKey onPress={create} /> : null}
        </div>
        <WaitingMoney onDialog={setDialog} />
        <OwnLinks mayEdit={mayEdit} onDialog={setDialog} />
        {mayEdit ? <OtherLinks onDialog={setDialog} /> : null}
      </div>
      {dialog ? <LinksDialogs dialog={dialog} onClose={() => setDialog(null)} /> : null}
    </div>
  );
}

function CreateKey({ onPress }: { readonly onPress: () => void }) {
  const { t } = useTranslation();
  return (
    <Button
      size="lg"
      data-testid="link-create"
      leftSection={<IconPlus size={22} aria-hidden />}
      onClick={onPress}
    >
      {t('links.create')}
    </Button>
  );
}

interface OwnLinksProps {
  readonly mayEdit: boolean;
  readonly onDialog: (dialog: LinksDialog) => void;
}

function OwnLinks({ mayEdit, onDialog }: OwnLinksProps) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const { data, error, hasNextPage, isFetching, fetchNextPage } = useLinks();
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  if (error) {
    return (
      <Note tone="bad" title={words(error).title}>
        <p>{words(error).remedy}</p>
      </Note>
    );
  }
  if (data && items.length === 0) {
    return <EmptyState icon={IconLink} title={t('links.emptyTitle')} body={t('links.emptyBody')} />;
  }
  return (
    <section className={classes['section']} aria-labelledby="links-own">
      <h2 id="links-own">{t('links.own')}</h2>
      <ul className={classes['list']}>
        {items.map((link) => (
          <LinkCard key={link.id} link={link} mayEdit={mayEdit} onDialog={onDialog} />
        ))}
      </ul>
      {hasNextPage ? (
        <Button
          variant="default"
          className={classes['alone']}
          disabled={isFetching}
          data-testid="links-more"
          onClick={() => void fetchNextPage()}
        >
          {t('links.more')}
        </Button>
      ) : null}
    </section>
  );
}
