import type { PickedFile } from '../../contract/views.ts';
import type { Money } from '../../domain/money.ts';
import type { PosterDocument, PosterFormat, PosterPage, Typeface } from '../../domain/poster.ts';
import type { ReceiptLanguage, TillMode } from '../../domain/receipt.ts';
import type { FileDesk } from '../files/file-desk.ts';
import type { QrMaker } from '../ports.ts';

/** What a reusable code is for, as a poster needs it. The payer URL is a bearer secret (SEC-7). */
export interface PosterSubject {
  /** Empty where the code is for anything. */
  readonly name: string;
  /** Null: the payer enters it. */
  readonly amount: Money | null;
  readonly methods: readonly string[];
  readonly payerUrl: string;
}

/**
 * A code that can be paid again and again: a link of ours, or a product's own at the provider; or the live code of one
 * sale, for a customer who takes it along.
 */
export interface PosterCode {
  readonly kind: 'link' | 'product' | 'payment';
  readonly id: string;
}

export interface PosterOrder {
  /** In the order of printing. */
  readonly codes: readonly PosterCode[];
  readonly format: PosterFormat;
  readonly language: ReceiptLanguage;
  /** Of each code; cards and tents are filled with them, sheet after sheet. */
  readonly copies: number;
  /** The shop's own words, a paragraph each. */
  readonly lines: readonly string[];
  readonly footer: string;
  /** The payer URL in letters below the code; on slips only. */
  readonly showAddress: boolean;
}

export interface PosterPreview {
  /** The first page, as it will be printed. */
  readonly first: PosterPage;
  readonly pages: number;
  /** Characters of the first page that cannot be printed. */
  readonly replaced: readonly string[];
}

export interface PosterFile {
  readonly file: PickedFile;
  readonly pages: number;
  /** Characters that could not be printed: left out, or replaced by a question mark. */
  readonly replaced: readonly string[];
}

/** Makes files of laid-out pages. A port: the adapter is `adapters/pdf`. */
export interface PosterPainter {
  /** The letters that `paint` sets, for laying out. */
  typeface(): Promise<Typeface>;
  /** Equal documents with equal info are equal byte for byte. */
  paint(
    document: PosterDocument,
    info: {
      readonly title: string;
      readonly language: ReceiptLanguage;
      /** Milliseconds since the Unix epoch. */
      readonly createdAt: number;
    },
  ): Promise<Uint8Array>;
}

/** That codes left the till on paper, for the journal: ids and counts, never names or addresses (AUD-1, FIS-3). */
export interface PosterRecord {
  readonly subjectId: string;
  readonly format: PosterFormat;
  readonly codes: number;
  readonly pages: number;
  readonly withAddress: 0 | 1;
}

export interface PosterParts {
  readonly qr: QrMaker;
  readonly painter: PosterPainter;
  readonly desk: Pick<FileDesk, 'newPath' | 'offer'>;
  readonly mode: TillMode;
  /** ISO 8601, UTC. */
  readonly now: () => string;
  readonly newId: () => string;
  readonly storeName: () => string;
  /** @throws AppError where the code is gone, or has no address to pay at */
  readonly subjectOf: (code: PosterCode) => Promise<PosterSubject>;
  /** Called before the file can be saved. */
  readonly record: (entry: PosterRecord) => void;
}
