import { money } from '../../src/domain/money.ts';
import type { Poster } from '../../src/domain/poster.ts';
import { createQrMaker } from '../../src/main/adapters/qr/qr-maker.ts';

export const PAYER_URL = 'https://4pay.online/pay/link/7b0e9c9e-0000-4000-8000-000000000001';

const maker = createQrMaker();

/** A poster of a café, with a code that can be paid. */
export async function samplePoster(payerUrl: string = PAYER_URL): Promise<Poster> {
  return {
    title: 'Harbour Coffee',
    name: 'Flat white',
    amount: money(350_00, 'RUB'),
    lines: ['Ask for your receipt at the counter.'],
    methods: ['card', 'sbp'],
    footer: 'Harbour Coffee LLC, 12 Quay Street',
    language: 'en',
    mode: 'live',
    address: null,
    qr: await maker.make(payerUrl),
  };
}

/** The same where everything is as long as the wire lets it be, and longer. */
export function longest(poster: Poster): Poster {
  return {
    ...poster,
    title: 'Государственное бюджетное учреждение здравоохранения «Городская поликлиника № 17»',
    name: 'Высокоспециализированнаярентгеноэлектрокардиографическаядиагностика'.repeat(4),
    amount: money(9_007_199_254_740_991, 'RUB'),
    lines: Array.from({ length: 8 }, () =>
      'Широкощупающий подробнейший рассказ о том, за что платят '.repeat(3),
    ),
    methods: ['card', 'sbp', ...Array.from({ length: 12 }, (_, index) => `wallet-of-the-region-${index}`)],
    footer: 'Общество с ограниченной ответственностью «Ёжик», ИНН 7700000000, '.repeat(4),
    language: 'ru',
    mode: 'test',
  };
}
