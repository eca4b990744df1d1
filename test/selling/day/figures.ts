import {
  type Day,
  type Figures,
  type Given,
  liveCodes,
  type Shift,
  standing,
  sumsOf,
  tenderKey,
} from './books.ts';
import { plus } from './reckoning.ts';

/** Adds up what a report has to say. */
class Sheet {
  private readonly sums = new Map<string, readonly [number, number]>();

  put(key: string, count: number, amount: number): void {
    const [times, sum] = this.of(key);
    this.sums.set(key, [times + count, sum + amount]);
  }

  of(key: string): readonly [number, number] {
    return this.sums.get(key) ?? [0, 0];
  }

  figures(): Figures {
    return Object.fromEntries([...this.sums].filter(([, [count, amount]]) => count !== 0 || amount !== 0));
  }
}

/** What should lie in the drawer. */
export function expectedCash({ float, taken, returned, given, movements }: Shift): number {
  const cash = (
    amounts: readonly { readonly kind: string; readonly amount: number }[],
    kind: string,
  ): number => plus(amounts.filter((one) => one.kind === kind).map(({ amount }) => amount));
  const handedOut = plus(given.filter(({ way }) => way === 'cash').map(({ amount }) => amount));
  return (
    float +
    cash(taken, 'cash') -
    cash(returned, 'cash') -
    handedOut +
    cash(movements, 'paid_in') -
    cash(movements, 'paid_out')
  );
}

/** The count, as long as it says what is in the drawer. */
export function validCount(shift: Shift): Shift['count'] {
  return shift.count?.expected === expectedCash(shift) ? shift.count : null;
}

/** Everything that X and Z have to say of the shift that runs. */
export function figuresOf(day: Day): Figures {
  const sheet = new Sheet();
  putSales(sheet, day.shift);
  putTenders(sheet, day.shift);
  putClaims(sheet, day);
  putStanding(sheet, day);
  for (const { kind, amount } of day.shift.movements) sheet.put(`movements.${kind}`, 1, amount);
  for (const total of day.shift.voids) sheet.put('voids.sales', 1, total);
  putDrawer(sheet, day.shift);
  putTotals(sheet, day);
  return sheet.figures();
}

function putSales(sheet: Sheet, { sales }: Shift): void {
  for (const sale of sales) {
    const sums = sumsOf(sale);
    sheet.put('sales.gross', 1, sums.gross);
    sheet.put('sales.discounts', sums.off > 0 ? 1 : 0, sums.off);
    sheet.put('sales.net', 1, sums.gross - sums.off);
    sheet.put('sales.tax', sums.tax > 0 ? 1 : 0, sums.tax);
    sheet.put('sales.total', 1, sums.total);
    sheet.put('sales.rounding', sale.rounding === 0 ? 0 : 1, sale.rounding);
    for (const { rate, base, tax } of sums.rates) {
      const key = `${rate.rateId}/${rate.basisPoints ?? 'exempt'}`;
      sheet.put(`tax_base.${key}`, 1, base);
      sheet.put(`tax.${key}`, 1, tax);
    }
  }
}

function putTenders(sheet: Sheet, { taken, returned, given }: Shift): void {
  for (const tender of taken) sheet.put(`tenders.${tenderKey(tender)}`, 1, tender.amount);
  for (const tender of returned) sheet.put(`returned.${tenderKey(tender)}`, 1, tender.amount);
  for (const one of given) {
    sheet.put(`refunds.${one.way}`, 1, one.amount);
    sheet.put(`refunds_of.${originOf(one)}`, 1, one.amount);
  }
}

function originOf({ of }: Given): string {
  if (typeof of === 'string') return of;
  return of.back ? 'open_sale' : tenderKey(of);
}

function putClaims(sheet: Sheet, { shift, sales, matters }: Day): void {
  for (const { kind, amount } of shift.taken) if (kind === 'claimed') sheet.put('claims.made', 1, amount);
  for (const tender of shift.confirmed) {
    sheet.put('claims.confirmed', 1, tender.amount);
    if (tender.shift !== shift) sheet.put('late.earlier_claims', 1, tender.amount);
  }
  for (const { amount } of shift.writtenOff) sheet.put('claims.written_off', 1, amount);
  for (const tender of sales.flatMap(({ tenders }) => tenders)) {
    if (tender.claim !== 'awaiting') continue;
    sheet.put('claims.standing', 1, tender.amount);
    sheet.put(`claims_standing.${tender.id}`, 1, tender.amount);
  }
  for (const amount of shift.attached) sheet.put('late.attached', 1, amount);
  for (const { amount } of matters) sheet.put('late.waiting', 1, amount);
}

function putStanding(sheet: Sheet, day: Day): void {
  for (const { attemptId, amount } of liveCodes(day)) sheet.put(`codes.${attemptId}`, 1, amount);
  for (const sale of day.stack) {
    for (const { amount } of standing(sale)) sheet.put(`parts.${sale.id}`, 1, amount);
  }
}

function putDrawer(sheet: Sheet, shift: Shift): void {
  const count = validCount(shift);
  if (!shift.opened) return;
  const expected = expectedCash(shift);
  sheet.put('drawer.float', 1, shift.float);
  sheet.put('drawer.expected', 1, expected);
  if (count === null) return;
  sheet.put('drawer.counted', 1, count.counted);
  sheet.put('drawer.over_short', 1, count.counted - expected);
}

function putTotals(sheet: Sheet, { shift, reports }: Day): void {
  const [count, total] = sheet.of('sales.total');
  const sales = [count, total + sheet.of('sales.rounding')[1]] as const;
  const beside = ['open_sale', 'unsettled'];
  const given = shift.given.filter((one) => !beside.includes(originOf(one)));
  const refunds = [given.length, plus(given.map(({ amount }) => amount))] as const;
  const before = reports.at(-1) ?? {};
  for (const [name, [times, amount]] of [['sales', sales] as const, ['refunds', refunds] as const]) {
    const [earlier, sum] = before[`perpetual.${name}`] ?? [0, 0];
    sheet.put(`period.${name}`, times, amount);
    sheet.put(`perpetual.${name}`, times + earlier, amount + sum);
  }
  for (const span of ['period', 'perpetual']) {
    const [sold, back] = [sheet.of(`${span}.sales`), sheet.of(`${span}.refunds`)];
    sheet.put(`${span}.net`, sold[0] + back[0], sold[1] - back[1]);
  }
}
