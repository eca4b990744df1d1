import { expect, test } from 'vitest';
import { CARD_VARIANTS } from './card-issuer-variants.ts';
import { describeIssuerFaults } from './card-issuer-faults.ts';
import { describeCardIssuer } from './card-issuer-suite.ts';
import { activeCard, describedIssuer, given, owner } from './card-issuer-under-test.ts';

describeCardIssuer('the card issuer as documented', () => describedIssuer());

describeIssuerFaults('the card issuer', () => describedIssuer());

for (const [variant, switches] of CARD_VARIANTS)
  describeCardIssuer(`the card issuer with ${variant}`, () => describedIssuer({ switches }));

test.each(['items', 'data', 'bare'] as const)(
  'thousands of transactions are read page by page, each once, where lists come as "%s"',
  async (cardListShape) => {
    const parts = await describedIssuer({ switches: { cardListShape } });
    const { cardId } = await activeCard(parts);
    await parts.cards.seed({ count: 2500, cardId });
    const wish = { of: 'cards', accountId: null, from: null, to: null, status: null, kind: null } as const;
    const seen = new Set<string>();
    let offset = 0;
    for (let more = true; more; ) {
      const page = given(await parts.issuer.transactions({ ...wish, cardId, offset, limit: 1000 }, owner));
      for (const { id } of page.items) seen.add(id);
      expect(page).toMatchObject({ unreadable: 0, total: cardListShape === 'data' ? 2500 : null });
      offset += page.items.length;
      more = page.more;
    }
    expect([seen.size, offset]).toEqual([2500, 2500]);
  },
);
