import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BARCODES_MAX } from '../../../domain/product.ts';
import { FieldLabel } from '../../components/field-label.tsx';
import { barcodeStanding } from './barcode-standing.ts';
import classes from './editor-drawer.module.css';
import { useScannedBarcode } from './use-scanned-barcode.ts';

export interface BarcodeFieldProps {
  readonly codes: readonly string[];
  /** What is being typed. */
  readonly text: string;
  /** The one that stands in the way of saving. */
  readonly problem: string | null;
  /** @returns why it was not taken */
  readonly onAdd: (code: string) => 'twice' | 'empty' | null;
  readonly onRemove: (code: string) => void;
  readonly onType: (text: string) => void;
}

/** The barcodes of one variant; what is typed is checked while it is typed, what is scanned is taken at once. */
export function BarcodeField(props: BarcodeFieldProps) {
  const { t } = useTranslation();
  const { codes, text, problem, onAdd, onRemove, onType } = props;
  const [refused, setRefused] = useState<'twice' | 'empty' | null>(null);
  const full = codes.length >= BARCODES_MAX;
  const type = (next: string) => {
    onType(next);
    setRefused(null);
  };
  const add = (code: string) => {
    if (full || barcodeStanding(code).kind === 'wrong_check') return type(code);
    const reason = onAdd(code);
    if (reason !== null) onType(code);
    setRefused(reason);
  };
  const scanned = useScannedBarcode(add);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return;
    event.preventDefault(); // a code is added, the product is not saved yet
    add(text);
  };
  return (
    <div className={classes['barcodes']} data-testid="barcodes" {...scanned}>
      <FieldLabel>{t('catalog.field.barcodes')}</FieldLabel>
      {codes.length === 0 ? null : (
        <ul className={classes['barcodeList']}>
          {codes.map((code) => (
            <BarcodeItem key={code} code={code} onRemove={onRemove} />
          ))}
        </ul>
      )}
      <div className={classes['barcodeAdd']}>
        <TextInput
          aria-label={t('catalog.barcode.new')}
          placeholder={t('catalog.barcode.new')}
          data-testid="barcode-input"
          autoComplete="off"
          spellCheck={false}
          maxLength={80}
          disabled={full}
          value={text}
          error={problem === null ? null : t('catalog.problem.barcode', { code: problem })}
          onChange={(event) => type(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <Button
          variant="default"
          data-testid="barcode-add"
          disabled={full || text.trim() === ''}
          onClick={() => add(text)}
        >
          {t('catalog.barcode.add')}
        </Button>
      </div>
      <Standing text={text} refused={refused} onUse={type} />
    </div>
  );
}

interface BarcodeItemProps {
  readonly code: string;
  readonly onRemove: (code: string) => void;
}

function BarcodeItem({ code, onRemove }: BarcodeItemProps) {
  const { t } = useTranslation();
  const standing = barcodeStanding(code);
  return (
    <li className={classes['barcode']} data-testid="barcode">
      {code}
      <small>{standing.kind === 'own' ? t('catalog.barcode.own') : standing.type}</small>
      <ActionIcon aria-label={t('catalog.barcode.remove', { code })} onClick={() => onRemove(code)}>
        <IconX size={18} aria-hidden />
      </ActionIcon>
    </li>
  );
}

interface StandingProps {
  readonly text: string;
  readonly refused: 'twice' | 'empty' | null;
  readonly onUse: (code: string) => void;
}

/** What the digits say so far. */
function Standing({ text, refused, onUse }: StandingProps) {
  const { t } = useTranslation();
  const code = text.trim();
  const standing = barcodeStanding(code);
  const say = (tone: string, words: string) => (
    <p className={classes['standing']} data-tone={tone} data-testid="barcode-standing" aria-live="polite">
      {words}
    </p>
  );
  if (refused === 'twice') return say('bad', t('catalog.barcode.twice'));
  if (code === '') return say('calm', t('catalog.barcode.hint'));
  if (standing.kind === 'own') return say('calm', t('catalog.barcode.ownHint'));
  if (standing.kind === 'gtin') return say('good', t('catalog.barcode.good', { type: standing.type }));
  const right = `${code.slice(0, -1)}${standing.expected}`;
  return (
    <div className={classes['standing']} data-tone="bad" data-testid="barcode-standing" aria-live="polite">
      {t('catalog.barcode.wrong', { type: standing.type, digit: standing.expected })}
      <Button variant="subtle" data-testid="barcode-mend" onClick={() => onUse(right)}>
        {t('catalog.barcode.use', { code: right })}
      </Button>
    </div>
  );
}
