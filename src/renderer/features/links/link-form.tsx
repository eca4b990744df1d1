import { Button, TextInput } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LinkView } from '../../../contract/views.ts';
import type { CurrencyCode } from '../../../domain/currency.ts';
import { ChoiceCards } from '../../components/choice-cards.tsx';
import { NoticePlace, useErrorNotice, useNotices } from '../../components/notices.tsx';
import { useLanguage } from '../../i18n/use-language.ts';
import { EditorDrawer } from '../products/editor-drawer.tsx';
import { AmountField } from '../sell/amount-field.tsx';
import { type LinkDraft, type LinkField, linkDraftOf, readLinkDraft, refusedField } from './link-draft.ts';
import { LinkPictureField } from './link-picture-field.tsx';
import classes from './links.module.css';
import { MethodField } from './method-field.tsx';
import { useSaveLink } from './mutations.ts';
import { ProductField } from './product-field.tsx';

export interface LinkFormProps {
  /** Null: a new one. */
  readonly link: LinkView | null;
  readonly currency: CurrencyCode;
  /** What the connection offers: a new link begins with it. */
  readonly methods: readonly string[];
  readonly onClose: () => void;
}

/** A field that is wrong, and who says so. */
interface Problem {
  readonly field: LinkField;
  readonly by: 'form' | 'provider';
}

/** Everything of one link. What is refused stands at its field, and what was typed stays. */
export function LinkForm({ link, currency, methods, onClose }: LinkFormProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [draft, setDraft] = useState(() => linkDraftOf(link, methods, language));
  const [problem, setProblem] = useState<Problem | null>(null);
  const { save, pending } = useSave(onClose, setProblem);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (pending) return;
    const wish = readLinkDraft(draft, link, currency);
    setProblem(wish.ok ? null : { field: wish.error, by: 'form' });
    if (wish.ok) save(wish.value);
  };
  const change = (part: Partial<LinkDraft>) => {
    setDraft((before) => ({ ...before, ...part }));
    setProblem(null);
  };
  return (
    <EditorDrawer title={t(link === null ? 'links.create' : 'links.editTitle')} onClose={onClose}>
      <form className={classes['drawer']} noValidate data-testid="link-form" onSubmit={submit}>
        <div className={classes['drawerBody']}>
          <Fields link={link} draft={draft} problem={problem} currency={currency} change={change} />
        </div>
        <NoticePlace />
        <div className={classes['drawerFoot']}>
          <Button variant="default" size="lg" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" size="lg" data-testid="link-save" disabled={pending}>
            {t('common.save')}
          </Button>
        </div>
      </form>
    </EditorDrawer>
  );
}

function useSave(onClose: () => void, setProblem: (problem: Problem) => void) {
  const { t } = useTranslation();
  const { show } = useNotices();
  const say = useErrorNotice();
  const save = useSaveLink();
  return {
    pending: save.isPending,
    save: (wish: Parameters<typeof save.mutate>[0]) =>
      save.mutate(wish, {
        onSuccess: ({ ignoredProducts }) => {
          show({ tone: 'done', title: t(wish.kind === 'create' ? 'links.made' : 'links.saved') });
          if (ignoredProducts.length > 0) {
            const body = t('links.productsLeftOffBody', { ids: ignoredProducts.join(', ') });
            show({ tone: 'problem', title: t('links.productsLeftOff'), body });
          }
          onClose();
        },
        onError: (error) => {
          const field = refusedField(error);
          if (field === null) say(error);
          else setProblem({ field, by: 'provider' });
        },
      }),
  };
}

interface FieldsProps extends Pick<LinkFormProps, 'link' | 'currency'> {
  readonly draft: LinkDraft;
  readonly problem: Problem | null;
  readonly change: (part: Partial<LinkDraft>) => void;
}

function Fields(props: FieldsProps) {
  const { draft, problem, change } = props;
  const wrong = useWrongWords(problem);
  return (
    <>
      <NameField {...props} />
      <AskField {...props} />
      <HowMuchField {...props} />
      <MethodField
        methods={draft.methods}
        error={wrong('methods', null)}
        onChange={(methods) => change({ methods })}
      />
      <ProductField
        productIds={draft.productIds}
        error={wrong('products', null)}
        onChange={(productIds) => change({ productIds })}
      />
      <LinkPictureField
        name={draft.name}
        imageUrl={draft.imageUrl}
        error={wrong('image', null)}
        onChange={(imageUrl) => change({ imageUrl })}
      />
    </>
  );
}

/** What stands at a field: the form's own words, or that the provider has refused it. */
function useWrongWords(problem: Problem | null): (field: LinkField, own: string | null) => string | null {
  const { t } = useTranslation();
  return (field, own) => {
    if (problem?.field !== field) return null;
    return problem.by === 'form' ? own : t('links.field.refused');
  };
}

type FieldProps = Pick<FieldsProps, 'draft' | 'problem' | 'change'>;

function NameField({ draft, problem, change }: FieldProps) {
  const { t } = useTranslation();
  return (
    <TextInput
      data-autofocus
      data-testid="link-name"
      label={t('links.field.name')}
      description={t('links.field.nameHint')}
      autoComplete="off"
      maxLength={120}
      value={draft.name}
      error={useWrongWords(problem)('name', t('links.field.nameMissing'))}
      onChange={(event) => change({ name: event.currentTarget.value })}
    />
  );
}

/** The amount, where the link says it; where the payer does, only what the provider has against that. */
function HowMuchField({ draft, problem, currency, change }: FieldProps & Pick<FieldsProps, 'currency'>) {
  const { t } = useTranslation();
  const wrong = useWrongWords(problem)('amount', t('links.field.amountMissing'));
  if (draft.ask === 'payer') {
    return (
      <p className={classes['problem']} role="status">
        {wrong}
      </p>
    );
  }
  return (
    <AmountField
      label={t('links.field.amount', { currency })}
      testId="link-amount"
      currency={currency}
      value={draft.amountText}
      error={wrong}
      onChange={(amountText) => change({ amountText })}
    />
  );
}

/** Who says how much. Of a link that is there already it cannot be changed: posters of it hang somewhere. */
function AskField({ link, draft, change }: Pick<FieldsProps, 'link' | 'draft' | 'change'>) {
  const { t } = useTranslation();
  if (link !== null) return link.amount === null ? <p>{t('links.payerEnters')}</p> : null;
  return (
    <ChoiceCards
      beside
      legend={t('links.field.ask')}
      value={draft.ask}
      onChange={(ask) => change({ ask })}
      choices={(['payer', 'fixed'] as const).map((value) => ({
        value,
        label: t(`links.field.${value}`),
        hint: t(`links.field.${value}Hint`),
        testId: `link-ask-${value}`,
      }))}
    />
  );
}
