/** Markup that is safe to send: every text in it went through {@link html}. */
export interface Html {
  readonly markup: string;
}

/** What may stand in a template: text (escaped), markup, a list of markup, or nothing. */
export type HtmlPart = string | number | Html | readonly Html[] | null;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function isList(part: HtmlPart): part is readonly Html[] {
  return Array.isArray(part);
}

function render(part: HtmlPart): string {
  if (part === null) return '';
  if (typeof part === 'string') return part.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
  if (typeof part === 'number') return String(part);
  return isList(part) ? part.map((item) => item.markup).join('') : part.markup;
}

/** Builds markup; texts put into it are escaped. */
export function html(literals: TemplateStringsArray, ...parts: readonly HtmlPart[]): Html {
  const markup = literals.map((literal, index) => literal + render(parts[index] ?? null)).join('');
  return { markup };
}
