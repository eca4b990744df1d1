import { describe, expect, it } from 'vitest';
import { REASON_CODES } from '../../src/main/catalog/exchange/exchange-types.ts';
import { createI18n } from '../../src/renderer/i18n/i18n.ts';
import { reasonWords } from '../../src/renderer/features/exchange/reason-words.ts';

describe('the reasons for which rows are refused', () => {
  it.each(['en', 'ru'] as const)('all have words in %s', (language) => {
    const { t } = createI18n(language);
    const fallback = reasonWords(t, { code: 'x', field: null, value: '' }).replace('x', '');
    for (const code of REASON_CODES) {
      const words = reasonWords(t, { code, field: null, value: '' });
      expect(words.replace(code, ''), code).not.toBe(fallback);
    }
  });
});
