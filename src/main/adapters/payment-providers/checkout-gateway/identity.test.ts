import { expect, test } from 'vitest';
import { modeOfGatewayUrl, parseGatewayUrl } from './address.ts';
import { isClientId, isGatewayToken } from './identity.ts';

test.each([
  ['a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6', true],
  ['A1B2C3D4E5F6G7H8I9J0K1L2M3N4O5P6', true],
  ['a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p', false],
  ['a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6q', false],
  ['a1b2c3d4-e5f6-g7h8-i9j0-k1l2m3n4', false],
  ['a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6\n', false],
  ['а1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6', false],
  ['', false],
])('%j is a client ID: %j', (text, is) => {
  expect(isClientId(text)).toBe(is);
});

test.each([
  ['12345678', true],
  ['7|kQ0x-._~+/=', true],
  ['x'.repeat(4096), true],
  ['1234567', false],
  ['x'.repeat(4097), false],
  ['has a space', false],
  ['has\r\nx-header: 1', false],
  ['токен-токен', false],
])('SEC-7 %j can be sent as a token: %j', (text, can) => {
  expect(isGatewayToken(text)).toBe(can);
});

test.each([
  ['https://api.shop.example', 'https://api.shop.example'],
  ['https://api.shop.example/', 'https://api.shop.example'],
  ['https://api.shop.example/api/', 'https://api.shop.example'],
  ['https://shop.example/pay/api', 'https://shop.example/pay'],
  ['http://127.0.0.1:4010/api', 'http://127.0.0.1:4010'],
])('%s is the address %s', (text, value) => {
  expect(parseGatewayUrl(text)).toEqual({ ok: true, value });
});

test.each([
  ['api.shop.example', 'not_a_url'],
  ['http://api.shop.example', 'not_https'],
  ['https://ct_token@api.shop.example', 'has_credentials'],
])('SEC-7 %s is refused: %s', (text, error) => {
  expect(parseGatewayUrl(text)).toEqual({ ok: false, error });
});

test('PAY-9 a gateway on this machine is a test; of any other only its owner knows', () => {
  expect(modeOfGatewayUrl('http://127.0.0.1:4010')).toBe('test');
  expect(modeOfGatewayUrl('https://api.shop.example')).toBeNull();
  expect(modeOfGatewayUrl('https://sandbox.shop.example')).toBeNull();
});
