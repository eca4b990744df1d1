import { type FocusEvent, useState } from 'react';
import { useScanTarget } from '../scanner/scan-target.ts';
import { dayOf } from '../taxes/tax-draft.ts';
import { barcodeOfScan } from './barcode-standing.ts';

/** While the focus is inside the element that gets these handlers, scans go to `add` instead of to the sale. */
export function useScannedBarcode(add: (code: string) => void) {
  const [focused, setFocused] = useState(false);
  useScanTarget(focused ? (code) => add(barcodeOfScan(code, dayOf(new Date()))) : null);
  return {
    onFocus: () => setFocused(true),
    onBlur: ({ currentTarget, relatedTarget }: FocusEvent) =>
      setFocused(relatedTarget instanceof Node && currentTarget.contains(relatedTarget)),
  };
}
