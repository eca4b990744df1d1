import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { expect, isAudited, violationsOf } from './fixtures.ts';

const pictures = join(import.meta.dirname, '..', '..', 'test-results', 'pictures');

/** What axe has against the page, or against a part of it. */
export async function audit(page: Page, within?: string): Promise<void> {
  expect(await violationsOf(page, within)).toEqual([]);
}

/**
 * Accessible, nothing cut off by the frame, targets large enough for a finger; and a picture of it.
 * @param name ends with language, scheme and view, such as `catalog-list-en-dark-wide`
 * @param within what is audited where something lies over a screen that is audited elsewhere
 */
export async function look(page: Page, name: string, within?: string): Promise<void> {
  if (isAudited(name)) await audit(page, within);
  expect(await measureFrame(page)).toEqual({ sideways: 0, down: 0, small: [] });
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name}.png`), animations: 'disabled' });
}

/** How far the page reaches beyond its frame, and the keys that a finger would miss. */
function measureFrame(page: Page) {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth, scrollHeight, clientHeight } = document.documentElement;
    const targets = [...document.querySelectorAll<HTMLElement>('button, a[href], input, select, textarea')];
    return {
      sideways: scrollWidth - clientWidth,
      down: scrollHeight - clientHeight,
      small: targets
        .filter((element) => {
          const { width, height } = (element.closest('label') ?? element).getBoundingClientRect();
          const visible = element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
          return visible && width > 1 && (width < 44 || height < 44);
        })
        .map((element) => element.outerHTML.slice(0, 120)),
    };
  });
}
