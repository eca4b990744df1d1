import type { FileDoors } from './web-files.ts';

/** Long enough for a browser to have begun the download; the address is good for this page alone. */
const KEEP_MS = 60_000;

/** The browser's file field and its downloads. Both begin in a tap: browsers refuse them otherwise. */
export const browserFiles: FileDoors = {
  choose: (accept) =>
    new Promise((resolve) => {
      const field = document.createElement('input');
      field.type = 'file';
      field.accept = accept;
      field.hidden = true;
      const end = (file: File | null): void => {
        field.remove();
        resolve(file);
      };
      field.addEventListener('change', () => end(field.files?.[0] ?? null), { once: true });
      field.addEventListener('cancel', () => end(null), { once: true });
      // In the page, so that it lives as long as the dialog is open.
      document.body.append(field);
      field.click();
    }),
  hand: (bytes, name) => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(bytes);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), KEEP_MS);
  },
};
