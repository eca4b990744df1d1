/**
 * Turns a path pattern into an expression: `:name` stands for one segment (a named group), `*` for anything, slashes
 * included. Everything else is literal.
 */
export function pathPattern(pattern: string): RegExp {
  const source = pattern
    .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replace(/:([A-Za-z]+)/g, '(?<$1>[^/]+)');
  return new RegExp(`^${source}$`);
}
