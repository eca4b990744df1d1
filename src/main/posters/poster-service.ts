import { rm, writeFile } from 'node:fs/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { AppError } from '../../contract/errors.ts';
import { isSlip, type Poster, type PosterDocument, type Typeface } from '../../domain/poster.ts';
import { layoutPosters, postersPerPage } from '../../domain/poster-layout.ts';
import { toSavingError } from '../files/file-error.ts';
import type { PosterFile, PosterOrder, PosterParts, PosterPreview, PosterRecord } from './poster-parts.ts';

/** What one order may come to: more is a mistake of a finger, and minutes of painting. */
export const POSTERS_MAX = 200;

/** Posters, cards, tents and slips of codes that are paid again and again. */
export interface PosterService {
  /**
   * The first page as it will be printed. Every code in it has been decoded again and compared.
   * @throws AppError INVALID_INPUT, and those of `subjectOf`; Error when a code does not decode to its address
   */
  preview(order: PosterOrder): Promise<PosterPreview>;
  /**
   * All pages as a PDF, laid out to be saved.
   * @throws AppError those of `preview`, DISK_FULL, STORAGE_FAILED
   */
  make(order: PosterOrder): Promise<PosterFile>;
}

export function createPosters(parts: PosterParts): PosterService {
  return {
    preview: async (order) => {
      const onPage = postersPerPage(order.format);
      const { pages, replaced } = await layOut(parts, order, onPage);
      const [first] = pages;
      if (!first) throw new Error('An order that was checked has a page');
      return { first, pages: Math.ceil((order.codes.length * order.copies) / onPage), replaced };
    },
    make: async (order) => {
      const document = await layOut(parts, order, POSTERS_MAX);
      const at = parts.now();
      const { language } = order;
      const info = { title: parts.storeName(), language, createdAt: Date.parse(at) };
      const path = await saved(parts, await parts.painter.paint(document, info));
      try {
        const pages = document.pages.length;
        parts.record(recordOf(parts, order, pages));
        // Neither what is sold nor where it is paid: names of files are seen by many.
        const file = parts.desk.offer(path, `tillink-${order.format}-${at.slice(0, 10)}.pdf`);
        return { file, pages, replaced: document.replaced };
      } catch (error) {
        await rm(path, { force: true }).catch(() => {});
        throw error;
      }
    },
  };
}

/** The order's posters, so many of them at most. */
async function layOut(parts: PosterParts, order: PosterOrder, most: number): Promise<PosterDocument> {
  check(order);
  const posters = await postersOf(parts, order, Math.ceil(most / order.copies));
  return await layOutAll(posters.slice(0, most), order, await parts.painter.typeface());
}

function recordOf({ newId }: PosterParts, order: PosterOrder, pages: number): PosterRecord {
  const { format, codes, showAddress } = order;
  return { subjectId: newId(), format, codes: codes.length, pages, withAddress: showAddress ? 1 : 0 };
}

/** @throws AppError INVALID_INPUT with the field */
function check({ codes, copies, format, showAddress }: PosterOrder): void {
  const refuse = (field: string, message: string): never => {
    throw new AppError('INVALID_INPUT', message, { details: { field } });
  };
  if (codes.length === 0) refuse('codes', 'There is nothing to print');
  if (!Number.isInteger(copies) || copies < 1) refuse('copies', 'At least one copy is printed');
  if (codes.length * copies > POSTERS_MAX) refuse('copies', `At most ${POSTERS_MAX} are printed at once`);
  if (showAddress && !isSlip(format)) refuse('showAddress', 'An address is printed on slips only');
}

/** The posters of so many of the order's codes, each drawn once. */
async function postersOf(
  { qr, mode, storeName, subjectOf }: PosterParts,
  { codes, language, lines, footer, copies, showAddress }: PosterOrder,
  most: number,
): Promise<readonly Poster[]> {
  const posters: Poster[] = [];
  for (const code of codes.slice(0, most)) {
    const { name, amount, methods, payerUrl } = await subjectOf(code);
    const poster: Poster = {
      ...{ title: storeName(), name, amount, methods, lines, footer, language, mode },
      address: showAddress ? payerUrl : null,
      qr: await qr.make(payerUrl),
    };
    posters.push(...Array.from({ length: copies }, () => poster));
  }
  return posters;
}

/** Page by page, with room between them for a customer who is paying meanwhile. */
async function layOutAll(
  posters: readonly Poster[],
  { format }: PosterOrder,
  typeface: Typeface,
): Promise<PosterDocument> {
  const size = postersPerPage(format);
  const documents: PosterDocument[] = [];
  for (let at = 0; at < posters.length; at += size) {
    documents.push(layoutPosters(posters.slice(at, at + size), format, typeface));
    await nextTurn();
  }
  return {
    pages: documents.flatMap(({ pages }) => pages),
    replaced: [...new Set(documents.flatMap(({ replaced }) => replaced))],
  };
}

/** @returns where it lies; a half-written one is removed */
async function saved({ desk }: PosterParts, bytes: Uint8Array): Promise<string> {
  let path: string | null = null;
  try {
    path = desk.newPath();
    await writeFile(path, bytes, { mode: 0o600, flag: 'wx' });
    return path;
  } catch (error) {
    if (path !== null) await rm(path, { force: true }).catch(() => {});
    throw toSavingError(error);
  }
}
