/** So many deliveries are remembered: hours of a busy shop, and about a megabyte. */
export const REMEMBERED_MAX = 10_000;

/**
 * What has been delivered lately, so that a delivery that comes again is told from a new one. Bounded: the oldest is
 * forgotten first. Forgetting costs a look, never a wrong amount: money is taken once whoever tells of it.
 */
export class RecentDeliveries {
  private readonly keys = new Set<string>();
  private readonly max: number;

  constructor(max: number = REMEMBERED_MAX) {
    this.max = max;
  }

  has(key: string): boolean {
    return this.keys.has(key);
  }

  add(key: string): void {
    if (this.keys.has(key)) return;
    for (const oldest of this.keys) {
      if (this.keys.size < this.max) break;
      this.keys.delete(oldest);
    }
    this.keys.add(key);
  }
}
