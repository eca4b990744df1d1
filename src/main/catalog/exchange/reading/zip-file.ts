import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { createInflateRaw } from 'node:zlib';
import { unreadable } from './table.ts';

/** A file inside of a zip archive. */
export interface ZipEntry {
  readonly name: string;
  /** 0: stored; 8: deflated. Nothing else is read. */
  readonly method: number;
  readonly packedSize: number;
  readonly offset: number;
}

const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
const END_SIZE = 22;
const ENTRY_SIZE = 46;
const LOCAL_SIZE = 30;

/** A workbook has a dozen entries; with pictures a few hundred. */
const ENTRIES_MAX = 10_000;
const DIRECTORY_MAX = 8_388_608;

/** The archive's own table of contents. Sizes that it claims are never believed: see `contentOf`. */
export async function readDirectory(path: string): Promise<readonly ZipEntry[]> {
  const file = await open(path, 'r');
  try {
    const end = await findEnd(file);
    const count = end.readUInt16LE(10);
    const size = end.readUInt32LE(12);
    if (count > ENTRIES_MAX || size > DIRECTORY_MAX) throw unreadable('zip_too_large');
    return parseDirectory(await bytesAt(file, end.readUInt32LE(16), size), count);
  } finally {
    await file.close();
  }
}

/** The last record of the archive; a comment of up to 64 KiB may follow it. */
async function findEnd(file: FileHandle): Promise<Buffer> {
  const { size } = await file.stat();
  const length = Math.min(size, 65_535 + END_SIZE);
  const tail = await bytesAt(file, size - length, length);
  for (let at = tail.length - END_SIZE; at >= 0; at--) {
    if (tail.readUInt32LE(at) === END_SIGNATURE) return tail.subarray(at);
  }
  throw unreadable('zip_broken');
}

function parseDirectory(directory: Buffer, count: number): readonly ZipEntry[] {
  const entries: ZipEntry[] = [];
  let at = 0;
  for (let index = 0; index < count; index++) {
    if (at + ENTRY_SIZE > directory.length || directory.readUInt32LE(at) !== ENTRY_SIGNATURE) {
      throw unreadable('zip_broken');
    }
    const nameLength = directory.readUInt16LE(at + 28);
    const encrypted = (directory.readUInt16LE(at + 8) & 1) !== 0;
    if (encrypted) throw unreadable('zip_broken', 'encrypted');
    entries.push({
      name: directory.toString('utf8', at + ENTRY_SIZE, at + ENTRY_SIZE + nameLength),
      method: directory.readUInt16LE(at + 10),
      packedSize: directory.readUInt32LE(at + 20),
      offset: directory.readUInt32LE(at + 42),
    });
    at += ENTRY_SIZE + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}

/**
 * What an entry holds, unpacked while it is read.
 * @param limit in bytes of content; an archive that unpacks to more is refused, whatever it claims to hold
 */
export async function* contentOf(path: string, entry: ZipEntry, limit: number): AsyncGenerator<Buffer, void> {
  if (entry.method !== 0 && entry.method !== 8) throw unreadable('zip_broken', 'method');
  const start = await startOf(path, entry);
  if (entry.packedSize === 0) return;
  const packed = createReadStream(path, { start, end: start + entry.packedSize - 1 });
  const stream = entry.method === 0 ? packed : packed.pipe(createInflateRaw());
  packed.on('error', (error) => stream.destroy(error));
  let size = 0;
  try {
    for await (const piece of stream) {
      size += piece.length;
      if (size > limit) throw unreadable('zip_too_large');
      yield piece;
    }
  } catch (error) {
    throw error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')
      ? unreadable('zip_broken')
      : error;
  } finally {
    packed.destroy();
    stream.destroy();
  }
}

/** Behind the entry's own header, whose name and extra fields may be of other lengths than in the directory. */
async function startOf(path: string, entry: ZipEntry): Promise<number> {
  const file = await open(path, 'r');
  try {
    const header = await bytesAt(file, entry.offset, LOCAL_SIZE);
    if (header.readUInt32LE(0) !== LOCAL_SIGNATURE) throw unreadable('zip_broken');
    return entry.offset + LOCAL_SIZE + header.readUInt16LE(26) + header.readUInt16LE(28);
  } finally {
    await file.close();
  }
}

async function bytesAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, position);
  if (bytesRead < length) throw unreadable('zip_broken');
  return buffer;
}
