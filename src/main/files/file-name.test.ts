import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pickedFileSchema } from '../../contract/exchange.ts';
import { cleanFileName } from './file-name.ts';

test.each([
  ['товары.csv', 'товары.csv'],
  ['C:\\Users\\Anna\\price list.xlsx', 'price list.xlsx'],
  ['/home/anna/../../etc/passwd', 'passwd'],
  ['../..', 'file'],
  ['..', 'file'],
  ['', 'file'],
  ['a\nb\u0000\u001b[31mc.csv', 'ab[31mc.csv'],
  ['invoice\u202efdp.exe', 'invoicefdp.exe'],
  ['.htaccess', 'htaccess'],
  ['name. . ', 'name'],
  ['a<b>:"|?*.csv', 'a_b______.csv'],
  ['con.csv', '_con.csv'],
  ['LPT1', '_LPT1'],
  ['\ud800half.csv', 'half.csv'],
  ['e\u0301.csv', '\u00e9.csv'],
])('SEC-4 %j is shown as %j', (given, shown) => {
  expect(cleanFileName(given)).toBe(shown);
});

test('SEC-4 a long name is cut, its ending kept, no character halved', () => {
  const name = cleanFileName(`${'x'.repeat(194)}${'😀'.repeat(40)}.xlsx`);
  expect(name).toBe(`${'x'.repeat(194)}.xlsx`);
  expect(cleanFileName(`${'x'.repeat(300)}`)).toHaveLength(200);
  expect(cleanFileName(`a.${'x'.repeat(300)}`)).toHaveLength(200);
});

test('SEC-4 whatever is given, what comes out fits the wire, is no path, and is clean already', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (given) => {
      const name = cleanFileName(given);
      expect(pickedFileSchema.shape.name.safeParse(name).success).toBe(true);
      expect(name.length).toBeGreaterThan(0);
      expect(name.length).toBeLessThanOrEqual(201);
      expect(name).not.toMatch(/[/\\\p{Cc}\p{Cs}]|^\.|\.$/u);
      expect(cleanFileName(name)).toBe(name);
      expect(() => encodeURIComponent(name)).not.toThrow();
    }),
  );
});
