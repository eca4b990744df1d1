/** What the till can read, by the ends of files' names: for dialogs. What a file is, its bytes say. */
export const FILE_ENDINGS = {
  import: ['csv', 'tsv', 'txt', 'xlsx'],
  image: ['jpg', 'jpeg', 'png', 'webp'],
} as const;

/** In bytes. A larger file is refused before it is sent, and while it comes. */
export const FILE_LIMITS = { import: 200_000_000, image: 20_000_000 } as const;
