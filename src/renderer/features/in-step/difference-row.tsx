import { Button } from '@mantine/core';
import { IconAlertTriangle, IconArrowRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Amount } from '../../components/amount.tsx';
import { SizedPicture } from '../products/product-picture.tsx';
import classes from './comparison.module.css';
import { FieldValue } from './field-value.tsx';
import { type Difference, type DifferenceField, hasTwoSides } from './place.ts';

export interface DifferenceRowProps {
  readonly difference: Difference;
  /** False: what they have is not told. */
  readonly listOffered: boolean;
  readonly onDecide: (difference: Difference) => void;
}

/** One product: where it stands on both sides, what differs; where on one side alone, what it is. */
export function DifferenceRow({ difference, listOffered, onDecide }: DifferenceRowProps) {
  const { t } = useTranslation();
  const { kind, name, fields } = difference;
  const title = <p className={classes['name']}>{name === '' ? <em>{t('inStep.untitled')}</em> : name}</p>;
  if (hasTwoSides(kind)) {
    return (
      <>
        {title}
        <ul className={classes['fields']}>
          {fields.map((field) => (
            <BothSides key={field.field} field={field} name={name} listOffered={listOffered} />
          ))}
        </ul>
      </>
    );
  }
  return (
    <div className={classes['alone']}>
      <SizedPicture name={name} file={ourPicture(fields)} size="row" />
      <div className={classes['what']}>
        {title}
        <OneSide fields={fields} />
      </div>
      <Price fields={fields} />
      {kind === 'unknown' ? (
        <Button variant="default" data-testid="in-step-decide" onClick={() => onDecide(difference)}>
          {t('inStep.left.decide')}
        </Button>
      ) : null}
    </div>
  );
}

interface BothSidesProps {
  readonly field: DifferenceField;
  readonly name: string;
  readonly listOffered: boolean;
}

function BothSides({ field, name, listOffered }: BothSidesProps) {
  const { t } = useTranslation();
  const { field: what, ours, theirs, changedElsewhere } = field;
  const isSwapped = what === 'image' && ours.kind === 'image' && theirs.kind === 'image';
  return (
    <li className={classes['field']} data-testid="in-step-field" data-field={what}>
      <span className={classes['label']}>{t(`inStep.field.${what}`)}</span>
      <span className={classes['ours']}>
        <span className={classes['side']}>{t('inStep.here')}: </span>
        <FieldValue value={ours} field={what} name={name} />
      </span>
      <IconArrowRight size={18} aria-hidden className={classes['arrow']} />
      <span className={classes['theirs']}>
        <span className={classes['side']}>{t('inStep.there')}: </span>
        {theirsWords()}
        {changedElsewhere ? (
          <span className={classes['elsewhere']} data-testid="in-step-elsewhere">
            <IconAlertTriangle size={18} aria-hidden /> {t('inStep.changedThere')}
          </span>
        ) : null}
      </span>
    </li>
  );

  function theirsWords() {
    if (!listOffered) return t('inStep.notTold');
    return isSwapped ? t('inStep.anotherPicture') : <FieldValue value={theirs} field={what} name={name} />;
  }
}

interface FieldsProps {
  readonly fields: readonly DifferenceField[];
}

/** What there is of one side besides its name, price and picture: where both are nothing, nothing. */
function OneSide({ fields }: FieldsProps) {
  const { t } = useTranslation();
  const text = whicheverOf(fields, 'text');
  const theirPicture = fields.some(({ theirs }) => theirs.kind === 'image');
  const words = [text.kind === 'text' ? text.text : '', theirPicture ? t('inStep.aPicture') : ''].filter(
    (part) => part !== '',
  );
  return words.length === 0 ? null : <p className={classes['soft']}>{words.join(' · ')}</p>;
}

function Price({ fields }: FieldsProps) {
  const price = whicheverOf(fields, 'price');
  return price.kind === 'money' ? <Amount value={price.amount} className={classes['price']} /> : <span />;
}

/** Of the side on which it stands. */
function whicheverOf(fields: FieldsProps['fields'], name: DifferenceField['field']): DifferenceField['ours'] {
  const found = fields.find(({ field }) => field === name);
  if (!found) return { kind: 'nothing' };
  return found.ours.kind === 'nothing' ? found.theirs : found.ours;
}

function ourPicture(fields: FieldsProps['fields']): string | null {
  const image = whicheverOf(fields, 'image');
  return image.kind === 'image' ? image.image : null;
}
