/** What can be uploaded. */
export type ImageType = 'image/jpeg' | 'image/png' | 'image/webp';

const jpegStart = Buffer.from([0xff, 0xd8, 0xff]);
const pngStart = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

const startsWith = (bytes: Buffer, start: Buffer): boolean => bytes.subarray(0, start.length).equals(start);
const word = (bytes: Buffer, from: number, length: number): string =>
  bytes.toString('latin1', from, from + length);

/** What an image is by its first bytes, whatever it is called; null when it is none of the three. */
export function imageTypeOf(bytes: Buffer): ImageType | null {
  if (startsWith(bytes, jpegStart)) return 'image/jpeg';
  if (startsWith(bytes, pngStart)) return 'image/png';
  return word(bytes, 0, 4) === 'RIFF' && word(bytes, 8, 4) === 'WEBP' ? 'image/webp' : null;
}

/** The segments before the picture: APP1 carries EXIF, and XMP, which begins otherwise. */
function jpegHasExif(bytes: Buffer): boolean {
  for (let place = 2; place + 4 <= bytes.length; ) {
    const marker = bytes[place + 1] ?? 0;
    if (bytes[place] !== 0xff || marker === 0xda || marker === 0xd9) return false;
    if (marker === 0xe1 && word(bytes, place + 4, 5) === 'Exif\0') return true;
    // A filling byte, and markers that stand alone, have no length.
    if (marker === 0xff) place += 1;
    else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)) place += 2;
    else place += 2 + Math.max(2, bytes.readUInt16BE(place + 2));
  }
  return false;
}

/** The chunk made for it, or a text that older programs put it into. */
function pngHasExif(bytes: Buffer): boolean {
  for (let place = pngStart.length; place + 12 <= bytes.length; ) {
    const kind = word(bytes, place + 4, 4);
    if (kind === 'eXIf' || /^Raw profile type (?:exif|APP1)\0/.test(word(bytes, place + 8, 24))) return true;
    place += 12 + bytes.readUInt32BE(place);
  }
  return false;
}

function webpHasExif(bytes: Buffer): boolean {
  for (let place = 12; place + 8 <= bytes.length; ) {
    if (word(bytes, place, 4) === 'EXIF') return true;
    const size = bytes.readUInt32LE(place + 4);
    place += 8 + size + (size % 2);
  }
  return false;
}

/** Whether the image tells where and with what it was taken. Bytes that end early have what was found until then. */
export function hasExif(bytes: Buffer, type: ImageType): boolean {
  switch (type) {
    case 'image/jpeg':
      return jpegHasExif(bytes);
    case 'image/png':
      return pngHasExif(bytes);
    case 'image/webp':
      return webpHasExif(bytes);
  }
}
