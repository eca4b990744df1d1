/** A list of texts out of a column that holds it as JSON; what is no text is left out. */
export function parseTextList(json: string): readonly string[] {
  const parsed: unknown = JSON.parse(json);
  return Array.isArray(parsed) ? parsed.filter((text) => typeof text === 'string') : [];
}
