/** Products that come in one answer; what is in sight takes one or two of them. */
export const PAGE_SIZE = 100;

/** Pages from and to, both included. */
export interface PageWindow {
  readonly from: number;
  readonly to: number;
}

export const FIRST_PAGES: PageWindow = { from: 0, to: 0 };

/**
 * The pages that hold what is in sight, and one on each side: a finger that scrolls on finds its rows there.
 * @param first, last places in sight, both included
 */
export function windowFor(first: number, last: number, count: number): PageWindow {
  const lastPage = Math.max(0, Math.ceil(count / PAGE_SIZE) - 1);
  const clip = (page: number) => Math.min(lastPage, Math.max(0, page));
  return { from: clip(Math.floor(first / PAGE_SIZE) - 1), to: clip(Math.floor(last / PAGE_SIZE) + 1) };
}

export function pagesOf({ from, to }: PageWindow): readonly number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

/** Whether one window goes on where the other is: a step of scrolling, not a leap of the scrollbar. */
export function touches(one: PageWindow, other: PageWindow): boolean {
  return one.from <= other.to + 1 && other.from <= one.to + 1;
}
