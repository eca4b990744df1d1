import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openFourpay } from '../../../../../test/contracts/fourpay-under-test.ts';
import { openStub, STUB_KEY } from '../../../../../test/contracts/stub-provider.ts';
import { PARTNER_IMAGE_MAX_BYTES, type PartnerImage } from '../../../ports-shop.ts';
import { imageFileName, parseImage } from './images.ts';

const sync = { priority: 'sync' } as const;
const HEADS = {
  'image/jpeg': Buffer.from([0xff, 0xd8, 0xff, 0xe0]),
  'image/png': Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
  'image/webp': Buffer.from('RIFF\0\0\0\0WEBP', 'latin1'),
} as const;
const url = 'https://s3.example.com/images/uploads/42/1709472000000photo.jpg';

function imageOf(changes: Partial<PartnerImage> = {}, size = 1000): PartnerImage {
  const type = changes.type ?? 'image/jpeg';
  const head = HEADS[type];
  const rest = Buffer.alloc(size - head.length, '\r\n--tillink-\r\n\0ё');
  return { type, bytes: Buffer.concat([head, rest]), name: 'Кофе Latte.JPG', ...changes };
}

describe('what is sent', () => {
  test.each(['image/jpeg', 'image/png', 'image/webp'] as const)(
    '%s arrives byte for byte, in the one part "image"',
    async (type) => {
      const image = imageOf({ type });
      const { shop, received } = await openStub(() => ({ status: 201, json: { data: { url } } }));
      expect(await shop.uploadImage(image, sync)).toMatchObject({ kind: 'ok', value: { url } });
      const [request] = received;
      expect(request).toMatchObject({ method: 'POST', path: '/images', headers: { 'x-api-key': STUB_KEY } });
      const form = await new Response(new Uint8Array(request?.body ?? []), {
        headers: { 'content-type': request?.headers['content-type'] ?? '' },
      }).formData();
      expect([...form.keys()]).toEqual(['image']);
      // RFC 2046: a boundary has 70 characters at most.
      expect(request?.headers['content-type']).toMatch(/^multipart\/form-data; boundary=[\w-]{1,70}$/);
      const file = form.get('image');
      if (!(file instanceof File)) throw new Error('The part is no file');
      expect([file.type, file.name]).toEqual([type, imageFileName(image)]);
      expect(Buffer.from(await file.arrayBuffer()).equals(image.bytes)).toBe(true);
    },
  );

  test('the largest picture is sent; a byte more, or another type than it says, never leaves', async () => {
    const { shop, received } = await openStub(() => ({ json: { data: { url } } }));
    const largest = imageOf({}, PARTNER_IMAGE_MAX_BYTES);
    expect(await shop.uploadImage(largest, sync)).toMatchObject({ kind: 'ok' });
    const odd = [
      imageOf({}, PARTNER_IMAGE_MAX_BYTES + 1),
      imageOf({ bytes: imageOf({ type: 'image/png' }).bytes }),
      imageOf({ bytes: Buffer.from('GIF89a') }),
      imageOf({ bytes: new Uint8Array() }),
    ];
    for (const image of odd)
      expect(await shop.uploadImage(image, sync)).toMatchObject({
        kind: 'rejected',
        problem: { reason: 'rejected', status: null, complaints: [{ field: 'image' }] },
      });
    expect(received).toHaveLength(1);
  });
});

describe('SEC-7 the name of the file is ours', () => {
  test.each([
    ['Latte.JPG', 'latte.jpg'],
    ['Crème brûlée, 2 шт.', 'creme-brulee-2.jpg'],
    ['Кофе', 'image.jpg'],
    ['', 'image.jpg'],
    ['../../etc/passwd', 'etc-passwd.jpg'],
    ['a"; filename="b\r\nX-Evil: 1', 'a-filename-b-x-evil-1.jpg'],
    ['x'.repeat(5000), `${'x'.repeat(40)}.jpg`],
    [`${'x'.repeat(39)} y`, `${'x'.repeat(39)}.jpg`],
  ])('%j becomes %s', (name, expected) => {
    expect(imageFileName({ name, type: 'image/jpeg' })).toBe(expected);
  });

  test('T-8 whatever somebody types', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        expect(imageFileName({ name, type: 'image/png' })).toMatch(
          /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?\.png$/,
        );
      }),
    );
  });
});

describe('what is answered', () => {
  test.each([
    [{ data: { url } }, url],
    [{ url }, url],
    [{ data: { url: 'http://127.0.0.1:4100/images/a.jpg' } }, 'http://127.0.0.1:4100/images/a.jpg'],
    [{ data: { url: 'https://s3.example.com/a%20b?c=%2F' } }, 'https://s3.example.com/a%20b?c=%2F'],
  ])('%j is the address, byte for byte', (json, expected) => {
    expect(parseImage(json)).toEqual({ of: { url: expected } });
  });

  test.each([
    { data: { url: 'http://s3.example.com/a.jpg' } },
    { data: { url: 'https://a:b@s3.example.com/a.jpg' } },
    { data: { url: 'javascript:alert(1)' } },
    { data: { url: '/a.jpg' } },
    { data: { url: '' } },
    { data: {} },
    {},
    null,
  ])('SEC-5 %j is malformed', async (json) => {
    const { shop, calls } = await openStub(() => ({ json }));
    expect(await shop.uploadImage(imageOf(), sync)).toMatchObject({
      kind: 'unknown',
      problem: { reason: 'malformed' },
    });
    expect(calls()).toHaveLength(1);
  });

  test.each([
    ['nothing', () => null, { kind: 'unknown', problem: { reason: 'no_answer' } }],
    ['500', () => ({ status: 500 }), { kind: 'unknown', problem: { reason: 'server_error' } }],
    ['408', () => ({ status: 408 }), { kind: 'unknown', problem: { reason: 'timeout' } }],
    ['404', () => ({ status: 404 }), { kind: 'rejected', problem: { reason: 'not_offered' } }],
    ['405', () => ({ status: 405 }), { kind: 'rejected', problem: { reason: 'not_offered' } }],
    ['413', () => ({ status: 413 }), { kind: 'rejected', problem: { reason: 'rejected', status: 413 } }],
    [
      '422',
      () => ({ status: 422, json: { errors: { image: ['is no picture'] } } }),
      { kind: 'rejected', problem: { complaints: [{ field: 'image', message: 'is no picture' }] } },
    ],
  ])('PAY-3 an upload that is answered with %s is sent once', async (_, answer, expected) => {
    const { shop, calls } = await openStub(answer);
    expect(await shop.uploadImage(imageOf(), sync)).toMatchObject(expected);
    expect(calls()).toEqual(['POST /images']);
  });

  test.each([
    ['no_answer', 'timeout', 'timeout'],
    ['not_sent', 'timeout', 'unreachable'],
  ] as const)(
    'PAY-3 one that runs out of time (%s, %s) is unknown, and not sent again',
    async (kind, why, reason) => {
      const paths: string[] = [];
      const { provider, close } = await openFourpay({
        wrapHttp: (client) => ({
          ...client,
          send: async ({ url: { pathname } }) => {
            paths.push(pathname);
            return { kind, reason: why, durationMs: 20_000 };
          },
        }),
      });
      onTestFinished(close);
      expect(await provider.shop?.uploadImage(imageOf(), sync)).toMatchObject({
        kind: 'unknown',
        problem: { reason },
      });
      expect(paths).toEqual(['/api/v1/images']);
    },
  );
});
