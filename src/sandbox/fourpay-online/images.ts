import type { ReceivedRequest } from '../http/received-request.ts';
import { type Part, readParts } from '../http/multipart.ts';
import { type Reply, errorReply, jsonReply } from '../http/reply.ts';
import type { Route } from '../http/router.ts';
import type { PartnerRoute } from './authentication.ts';
import { type FourPayContext, imagePath } from './context.ts';
import { type ImageType, hasExif, imageTypeOf } from './image-kind.ts';
import type { ImageRecord } from './image-record.ts';
import type { Partner } from './partners.ts';
import { validationReply } from './validation.ts';

/** The largest image that is taken. */
const imageLimitBytes = 5 * 1024 * 1024;

/** What stands around the image in its request. */
const wrappingBytes = 64 * 1024;

/** All images of all partners: they are kept for good, and without a state file in memory. */
const roomBytes = 256 * 1024 * 1024;

/** What of a file name can stand in an address and in any file system. */
function safeName(fileName: string | null): string {
  const last = (fileName ?? '').split(/[/\\]/).at(-1) ?? '';
  return last.replace(/[^A-Za-z0-9._-]+/g, '-').slice(-80);
}

function bookImage(context: FourPayContext, partner: Partner, part: Part, type: ImageType): ImageRecord {
  const createdMs = context.clock.now();
  const sequence = context.books.nextSequence();
  const image: ImageRecord = {
    sequence,
    id: `${createdMs}-${sequence}-${safeName(part.fileName)}`,
    partnerId: partner.partnerId,
    createdMs,
    type,
    sizeBytes: part.bytes.byteLength,
    fileName: part.fileName,
    exif: hasExif(part.bytes, type),
  };
  context.images.write(image.id, part.bytes);
  context.books.putImage(image);
  return image;
}

function uploadImage(context: FourPayContext, request: ReceivedRequest, partner: Partner): Reply {
  const refused = (message: string): Reply =>
    validationReply([{ field: 'image', message }], context.switches());
  const parts = readParts(request.headers['content-type'] ?? '', request.body);
  if (parts === null) return errorReply(400, 'bad_request', 'The body is not multipart/form-data.');
  const part = parts.find(({ name }) => name === 'image');
  if (part === undefined) return refused('is missing');
  if (part.bytes.byteLength > imageLimitBytes) {
    return errorReply(413, 'payload_too_large', 'The image is larger than 5 MiB.');
  }
  const type = imageTypeOf(part.bytes);
  if (type === null) return refused('must be a JPEG, PNG or WebP image');
  if (context.books.imageBytes() + part.bytes.byteLength > roomBytes) {
    return errorReply(507, 'insufficient_storage', 'The sandbox has no room for more images.');
  }
  const image = bookImage(context, partner, part, type);
  return jsonReply(201, { data: { url: context.baseUrl() + imagePath(image) } });
}

/** Uploading images, which links and products then name by their address. */
export function imageRoutes(context: FourPayContext): readonly PartnerRoute[] {
  return [
    {
      method: 'POST',
      path: '/api/v1/images',
      bodyLimitBytes: imageLimitBytes + wrappingBytes,
      handle: (request, _, { partner }) => uploadImage(context, request, partner),
    },
  ];
}

function showImage(context: FourPayContext, partnerId: string, id: string): Reply {
  const image = context.books.image(id);
  const bytes = image === undefined ? undefined : context.images.read(id);
  if (image === undefined || bytes === undefined || String(image.partnerId) !== partnerId) {
    return errorReply(404, 'not_found', 'There is no such image.');
  }
  const headers = { 'content-type': image.type, 'x-content-type-options': 'nosniff' };
  return { status: 200, headers, body: bytes };
}

/** The images themselves: public, as in any bucket. */
export function publicImageRoutes(context: FourPayContext): readonly Route[] {
  return [
    {
      method: 'GET',
      path: '/images/uploads/:partner/:id',
      handle: (_request, { partner, id }) => showImage(context, partner ?? '', id ?? ''),
    },
  ];
}

/**
 * The path under which our pages show the image of an address; null for one that was not uploaded here. The host is
 * not compared: after a restart the sandbox may have another port.
 */
export function shownImage(context: FourPayContext, url: string | null): string | null {
  if (url === null || !URL.canParse(url)) return null;
  const { pathname } = new URL(url);
  const image = context.books.image(pathname.split('/').at(-1) ?? '');
  return image !== undefined && imagePath(image) === pathname ? pathname : null;
}
