import { Button } from '@mantine/core';
import type { SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { groupsOf } from './reveal-clock.ts';
import classes from './reveal.module.css';
import type { CardDigits, Reveal } from './use-reveal.ts';

export interface RevealDigitsProps {
  readonly digits: CardDigits;
  readonly reveal: Pick<Reveal, 'leftMs' | 'hide'>;
}

/**
 * The digits themselves. They can be read, and nothing else: no selection, no copy, no drag, no menu over them, and in
 * no attribute of the page.
 */
export function RevealDigits({ digits, reveal }: RevealDigitsProps) {
  const { t } = useTranslation();
  const seconds = Math.ceil(reveal.leftMs / 1000);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: nothing is done with it; everything is refused
    <div
      className={classes['shown']}
      data-testid="reveal-digits"
      onCopy={refuse}
      onCut={refuse}
      onDragStart={refuse}
      onContextMenu={refuse}
    >
      <DigitList digits={digits} />
      <div className={classes['foot']}>
        <p data-testid="reveal-left" className="figures">
          {t('issuedCards.reveal.left', { count: seconds })}
        </p>
        <Button size="lg" data-autofocus data-testid="reveal-hide" onClick={reveal.hide}>
          {t('issuedCards.reveal.hide')}
        </Button>
      </div>
    </div>
  );
}

function DigitList({ digits: { pan, cvv, expiry, holderName } }: Pick<RevealDigitsProps, 'digits'>) {
  const { t } = useTranslation();
  return (
    <dl className={classes['digits']}>
      <dt>{t('issuedCards.reveal.pan')}</dt>
      <dd className={classes['pan']} data-testid="reveal-pan">
        {groupsOf(pan).map((group, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two groups may be the same digits
          <span key={place}>{group}</span>
        ))}
      </dd>
      <dt>{t('issuedCards.reveal.expiry')}</dt>
      <dd className={classes['strong']} data-testid="reveal-expiry">
        {expiry ?? t('issuedCards.notTold')}
      </dd>
      <dt>{t('issuedCards.reveal.cvv')}</dt>
      <dd className={classes['strong']} data-testid="reveal-cvv">
        {cvv}
      </dd>
      {holderName === null ? null : (
        <>
          <dt>{t('issuedCards.reveal.holder')}</dt>
          <dd>{holderName}</dd>
        </>
      )}
    </dl>
  );
}

function refuse(event: SyntheticEvent): void {
  event.preventDefault();
}
