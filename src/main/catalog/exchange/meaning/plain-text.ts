const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  laquo: '«',
  raquo: '»',
  mdash: '—',
  ndash: '–',
  hellip: '…',
  deg: '°',
};

/** A web shop's description as plain text: line breaks where blocks end, no markup, entities as what they stand for. */
export function plainText(html: string): string {
  if (!/[<&]/.test(html)) return html.trim();
  return withoutBlocks(withoutBlocks(html, 'script'), 'style')
    .replace(/<br\s*\/?>|<\/(?:p|div|li|tr|h[1-6])>/gi, '\n')
    .replace(/<\/?[a-z!][^<>]*>/gi, '')
    .replace(/&(#x?[0-9a-f]{1,6}|[a-z]{2,8});/gi, entity)
    .replace(/[ \t\u00a0]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** By hand, because an expression for it takes ages on a block that never ends. */
function withoutBlocks(html: string, tag: 'script' | 'style'): string {
  const lower = html.toLowerCase();
  let text = '';
  let at = 0;
  for (;;) {
    const start = lower.indexOf(`<${tag}`, at);
    const end = start === -1 ? -1 : lower.indexOf(`</${tag}`, start);
    // Without a mark at its end only the tag goes, further on.
    if (end === -1 || lower.length !== html.length) return text + html.slice(at);
    text += html.slice(at, start);
    at = end;
  }
}

function entity(whole: string, name: string): string {
  if (!name.startsWith('#')) return ENTITIES[name.toLowerCase()] ?? whole;
  const hex = name[1] === 'x' || name[1] === 'X';
  const code = Number.parseInt(name.slice(hex ? 2 : 1), hex ? 16 : 10);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
}
