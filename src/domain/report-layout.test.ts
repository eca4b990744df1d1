import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Report, layoutReport, taxKey } from './report-layout.ts';
import { REPORT_WORDS } from './report-words.ts';
import { centreText, pairText, wrapText } from './text-columns.ts';

const REPORT: Report = {
  kind: 'z',
  number: '0042',
  mode: 'live',
  storeName: 'Кофейня «Ё»',
  registerCode: 'R7K2',
  currency: 'RUB',
  openedAt: '2026-11-21T06:00:00.000Z',
  at: '2026-11-21T18:30:00.000Z',
  figures: [
    { section: 'sales', key: 'gross', label: '', count: 2, amountMinor: 1_234_550 },
    { section: 'tax', key: taxKey('full', 2200), label: 'НДС', count: 2, amountMinor: 222_624 },
    { section: 'tax', key: taxKey('none', null), label: 'Без НДС', count: 1, amountMinor: 0 },
    { section: 'tenders', key: 'external.card_terminal', label: '', count: 1, amountMinor: 500 },
    { section: 'claims', key: 'made', label: '', count: 0, amountMinor: 0 },
    { section: 'claims_standing', key: 't1', label: '000017', count: 1, amountMinor: 9900 },
    { section: 'codes', key: 'a1', label: '7', count: 1, amountMinor: 400 },
    { section: 'codes', key: 'a2', label: '', count: 1, amountMinor: 300 },
    { section: 'drawer', key: 'over_short', label: '', count: 1, amountMinor: -100 },
    { section: 'period', key: 'net', label: '', count: 2, amountMinor: 1_234_550 },
  ],
  drawerHidden: false,
  overShortReason: 'Монета закатилась под ящик, не нашли',
};

const layout = { language: 'ru', timeZone: 'Europe/Moscow', width: 42 } as const;

describe('a report as text', () => {
  test('in Russian', () => {
    expect(layoutReport(REPORT, layout)).toEqual([
      '               Кофейня «Ё»',
      'Z-отчёт 0042                    Касса R7K2',
      'Открыта               21.11.2026, 09:00:00',
      'Закрыта               21.11.2026, 21:30:00',
      '------------------------------------------',
      'ПРОДАЖИ',
      '  До скидок (2)                12 345,50 ₽',
      '------------------------------------------',
      'НАЛОГ',
      '  НДС 22 %                      2 226,24 ₽',
      '  Без НДС без налога                0,00 ₽',
      '------------------------------------------',
      'ОПЛАЧЕНО',
      '  Терминал (1)                      5,00 ₽',
      '------------------------------------------',
      'НЕ ПОДТВЕРЖДЕНО',
      '  000017                           99,00 ₽',
      '------------------------------------------',
      'КОДЫ ЕЩЁ ЖДУТ ОПЛАТЫ',
      '  № 7                               4,00 ₽',
      '  без номера                        3,00 ₽',
      '------------------------------------------',
      'ДЕНЕЖНЫЙ ЯЩИК',
      '  Излишек / недостача              -1,00 ₽',
      '  Причина: Монета закатилась под ящик, не',
      '  нашли',
      '------------------------------------------',
      'ИТОГИ СМЕНЫ',
      '  Итог                         12 345,50 ₽',
      '------------------------------------------',
      'ИТОГИ ВСЕХ СМЕН',
      '------------------------------------------',
      '      Не является фискальным отчётом',
    ]);
  });

  test('FIS-4 PAY-9 says that it is not fiscal, and outside of live that the money is not real', () => {
    const lines = layoutReport(
      { ...REPORT, kind: 'x', number: null, mode: 'demo' },
      { ...layout, language: 'en' },
    );
    expect(lines.filter((line) => line.includes('TEST, NOT REAL MONEY'))).toHaveLength(2);
    expect(lines.at(-1)).toContain('Not a fiscal report');
    expect(lines).toContain('X report                     Register R7K2');
  });

  test('a drawer that has yet to be counted says so instead of figures', () => {
    const figures = REPORT.figures.filter(({ section }) => section !== 'drawer');
    const lines = layoutReport({ ...REPORT, figures, drawerHidden: true, overShortReason: null }, layout);
    expect(lines.join('\n')).toContain('ДЕНЕЖНЫЙ ЯЩИК\n  Наличные показываются после пересчёта');
  });

  test('T-8 no line is wider than the paper, whatever is in it', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 120 });
    fc.assert(
      fc.property(text, text, fc.constantFrom(32, 42, 48), (label, reason, width) => {
        const figures = [
          { section: 'tax', key: 'r/1', label, count: 1, amountMinor: Number.MAX_SAFE_INTEGER },
        ] as const;
        const lines = layoutReport(
          { ...REPORT, storeName: label, figures: [...REPORT.figures, ...figures], overShortReason: reason },
          { ...layout, width },
        );
        expect(lines.filter((line) => line.length > width)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  test('both languages name the same figures and sections', () => {
    const { en, ru } = REPORT_WORDS;
    expect(Object.keys(ru.keys)).toEqual(Object.keys(en.keys));
    for (const words of [en, ru]) {
      const all = [...Object.values(words.keys), ...Object.values(words.sections)];
      expect(all.filter((word) => word.trim() === '')).toEqual([]);
    }
  });
});

test('text in columns: side by side, below one another, centred, broken', () => {
  expect(pairText('Cash', '1.00', 10)).toEqual(['Cash  1.00']);
  expect(pairText('  Card terminal', '1.00', 12)).toEqual(['  Card', '  terminal', '        1.00']);
  expect(centreText('ab', 5)).toBe(' ab');
  expect(wrapText('abcdefgh ij', 4)).toEqual(['abcd', 'efgh', 'ij']);
});
