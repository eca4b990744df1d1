import type { TFunction } from 'i18next';

/** The name of a payment method: ours where it has one, else the operator's own word. */
export function methodName(t: TFunction, method: string): string {
  return method === 'card' || method === 'sbp' ? t(`payment.method.${method}`) : method;
}

/** The methods that a payment is narrowed to; null where it takes whatever the connection offers. */
export function narrowedTo(
  methods: readonly string[],
  offered: readonly string[] | undefined,
): readonly string[] | null {
  if (!offered) return null;
  return offered.some((method) => !methods.includes(method)) ? methods : null;
}
