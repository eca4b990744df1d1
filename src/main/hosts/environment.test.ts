import { expect, test } from 'vitest';
import { takeEnvironment } from './environment.ts';

const NAMES = [
  'FOURPAY_API_KEY',
  'FOURPAY_ORGANIZATION_ID',
  'PAYMENT_CLIENT_ID',
  'PAYMENT_CLIENT_TOKEN',
  'WEBHOOK_SECRET',
];

test('SEC-7 takes every provisioning variable out of the environment and leaves the rest', () => {
  const env: NodeJS.ProcessEnv = {
    PATH: '/bin',
    ...Object.fromEntries(NAMES.map((name) => [name, `v-${name}`])),
  };
  expect(takeEnvironment(env)).toEqual(Object.fromEntries(NAMES.map((name) => [name, `v-${name}`])));
  expect(env).toEqual({ PATH: '/bin' });
});

test('SEC-7 a second reading finds nothing', () => {
  const env: NodeJS.ProcessEnv = { FOURPAY_API_KEY: 'pk_test_1' };
  takeEnvironment(env);
  expect(takeEnvironment(env)).toEqual({});
});

test('SEC-7 a blank variable is removed and not handed on, spaces around a value are', () => {
  const env: NodeJS.ProcessEnv = { FOURPAY_API_KEY: '  ', WEBHOOK_SECRET: ' s3cret\n' };
  expect(takeEnvironment(env)).toEqual({ WEBHOOK_SECRET: 's3cret' });
  expect(env).toEqual({});
});

test('SEC-7 works on the real process environment', () => {
  process.env['FOURPAY_API_KEY'] = 'pk_test_2';
  expect(takeEnvironment(process.env)).toEqual({ FOURPAY_API_KEY: 'pk_test_2' });
  expect('FOURPAY_API_KEY' in process.env).toBe(false);
});
