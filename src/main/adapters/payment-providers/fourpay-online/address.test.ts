import { describe, expect, test } from 'vitest';
import { modeOfBaseUrl, parseBaseUrl } from './address.ts';

describe('a base address', () => {
  test.each([
    ['https://4pay.online', 'https://4pay.online'],
    ['https://4pay.online/', 'https://4pay.online'],
    ['HTTPS://4PAY.Online//', 'https://4pay.online'],
    ['https://host:8443/prefix/', 'https://host:8443/prefix'],
    ['https://host/prefix?query=1#part', 'https://host/prefix'],
    ['http://localhost:8700', 'http://localhost:8700'],
    ['http://127.0.0.1:8700/', 'http://127.0.0.1:8700'],
    ['http://[::1]:8700', 'http://[::1]:8700'],
  ])('%s is taken as %s', (text, value) => {
    expect(parseBaseUrl(text)).toEqual({ ok: true, value });
  });

  test.each([
    ['4pay.online', 'not_a_url'],
    ['', 'not_a_url'],
    ['https://', 'not_a_url'],
    ['http://4pay.online', 'not_https'],
    ['http://127.0.0.2', 'not_https'],
    ['http://localhost.evil.com', 'not_https'],
    ['http://127.0.0.1.evil.com', 'not_https'],
    ['http://0.0.0.0', 'not_https'],
    ['ftp://4pay.online', 'not_https'],
    ['file:///etc/passwd', 'not_https'],
    ['javascript:alert(1)', 'not_https'],
    ['https://key:secret@4pay.online', 'has_credentials'],
    ['https://user@4pay.online', 'has_credentials'],
    ['https://:pw@4pay.online', 'has_credentials'],
    ['http://localhost@evil.com', 'has_credentials'],
  ])('SEC-7 %s is refused: %s', (text, error) => {
    expect(parseBaseUrl(text)).toEqual({ ok: false, error });
  });
});

describe('PAY-9 the mode of an address', () => {
  test.each([
    ['https://4pay.online', 'live'],
    ['https://4pay.online.', 'live'],
    ['https://4PAY.ONLINE', 'live'],
    ['https://sandbox.4pay.online', 'test'],
    ['http://127.0.0.1:8700', 'test'],
    ['http://localhost', 'test'],
    ['http://[::1]:1', 'test'],
    ['https://pay.shop.example', null],
    ['https://4pay.online.evil.com', null],
    ['https://my4pay.online', null],
  ])('%s is %s', (baseUrl, mode) => {
    const parsed = parseBaseUrl(baseUrl);
    expect(parsed.ok && modeOfBaseUrl(parsed.value)).toBe(mode);
  });
});
