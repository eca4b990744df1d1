import {
  type Check,
  type JsonObject,
  isFlag,
  isText,
  isWholeNumber,
  member,
  memberOrNull,
  oneOf,
} from '../json-value.ts';
import type { ImageType } from './image-kind.ts';

const isImageType: Check<ImageType> = oneOf(['image/jpeg', 'image/png', 'image/webp']);

/** An uploaded image as the books keep it; its bytes are in the `ImageStore`. */
export interface ImageRecord {
  readonly sequence: number;
  /** The last segment of its address, made here of safe signs: it is a file name as well. */
  readonly id: string;
  readonly partnerId: number;
  readonly createdMs: number;
  readonly type: ImageType;
  readonly sizeBytes: number;
  /** As the caller sent it, whatever it is; null when none came along. */
  readonly fileName: string | null;
  /** Whether it still told where and with what it was taken. */
  readonly exif: boolean;
}

/** Reads an image from the state file. Throws when it is damaged. */
export function readImageRecord(row: JsonObject): ImageRecord {
  const id = member(row, 'id', isText);
  if (!/^\d[\w.-]*$/.test(id)) throw new Error('id is not one of an image');
  return {
    sequence: member(row, 'sequence', isWholeNumber),
    id,
    partnerId: member(row, 'partnerId', isWholeNumber),
    createdMs: member(row, 'createdMs', isWholeNumber),
    type: member(row, 'type', isImageType),
    sizeBytes: member(row, 'sizeBytes', isWholeNumber),
    fileName: memberOrNull(row, 'fileName', isText),
    exif: member(row, 'exif', isFlag),
  };
}
