import { useTranslation } from 'react-i18next';
import { Amount } from '../../components/amount.tsx';
import classes from './comparison.module.css';
import type { DifferenceField } from './place.ts';

export interface FieldValueProps {
  readonly value: DifferenceField['ours'];
  readonly field: DifferenceField['field'];
  /** Of the product: what its picture shows. */
  readonly name: string;
}

/** One value of one side as a person reads it. Of their picture only that there is one: theirs is never fetched. */
export function FieldValue({ value, field, name }: FieldValueProps) {
  const { t } = useTranslation();
  switch (value.kind) {
    case 'text':
      return value.text === '' ? <em className={classes['empty']}>{t('inStep.empty')}</em> : value.text;
    case 'money':
      return <Amount value={value.amount} />;
    case 'image':
      if (value.image === null) return t('inStep.aPicture');
      return (
        <img
          className={classes['thumb']}
          src={`/images/${value.image}`}
          alt={t('inStep.picture', { name })}
          decoding="async"
          data-testid="in-step-picture"
        />
      );
    case 'nothing':
      return (
        <em className={classes['empty']}>{t(field === 'image' ? 'inStep.noPicture' : 'inStep.empty')}</em>
      );
  }
}
