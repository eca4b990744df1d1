import { entriesOf, itemsOf, memberOf } from './members.ts';

/** A parameter, or a member of a body. */
export interface ApiField {
  readonly name: string;
  readonly required: boolean;
  /** How a decimal or an id is written in it; null where it takes neither. */
  readonly takes: 'text' | 'number' | null;
  /** As the schema says, such as `date-time`. */
  readonly format: string | null;
}

/** How far references are followed, and how many schemas are looked at in all: some lead in circles. */
const REFERENCES_MAX = 8;
const SCHEMAS_MAX = 50_000;

/** More than anybody asks for in one body, or offers to choose from. */
const MEMBERS_MAX = 200;

/** Reads the schemas of one document. */
export class Schemas {
  private readonly document: unknown;
  private left = SCHEMAS_MAX;

  constructor(document: unknown) {
    this.document = document;
  }

  /** What a reference means; what is none means itself. */
  resolve(node: unknown, depth = 0): unknown {
    const reference = memberOf(node, '$ref');
    if (typeof reference !== 'string') return node;
    return depth < REFERENCES_MAX ? this.resolve(this.pointedAt(reference), depth + 1) : undefined;
  }

  /** The members of an object; null where they are not told in a way that is understood. */
  fieldsIn(schema: unknown): readonly ApiField[] | null {
    const parts = this.partsOf(schema, 0);
    if (!parts || parts.some(isCrowded)) return null;
    const required = new Set(parts.flatMap((part) => itemsOf(part, 'required')));
    const told = new Map(parts.flatMap((part) => entriesOf(memberOf(part, 'properties'))));
    // What is required and not described cannot be filled in.
    if ([...required].some((name) => typeof name !== 'string' || !told.has(name))) return null;
    return [...told].map(([name, property]) => this.field(name, property, required.has(name)));
  }

  field(name: string, schema: unknown, required: boolean): ApiField {
    const format = memberOf(this.resolve(schema), 'format');
    const takes = takenBy(this.typesOf(schema, 0));
    return { name, required, takes, format: typeof format === 'string' ? format : null };
  }

  /** A schema and what it is made of; null where it is none, or may be one of several. */
  private partsOf(schema: unknown, depth: number): readonly unknown[] | null {
    if (this.isTooMuch(depth)) return null;
    const plain = this.resolve(schema);
    if (typeof plain !== 'object' || plain === null) return null;
    const offered = [...itemsOf(plain, 'anyOf'), ...itemsOf(plain, 'oneOf')];
    const together = itemsOf(plain, 'allOf');
    if (offered.length + together.length > MEMBERS_MAX) return null;
    const choices = offered.filter((one) => memberOf(this.resolve(one), 'type') !== 'null');
    if (choices.length > 1) return null;
    const inside = [...together, ...choices].map((part) => this.partsOf(part, depth + 1));
    return inside.includes(null) ? null : [plain, ...inside.flatMap((parts) => parts ?? [])];
  }

  private typesOf(schema: unknown, depth: number): readonly string[] {
    if (this.isTooMuch(depth)) return [];
    const plain = this.resolve(schema);
    const choices = ['anyOf', 'oneOf', 'allOf'].flatMap((name) => itemsOf(plain, name)).slice(0, MEMBERS_MAX);
    const own = [memberOf(plain, 'type')].flat().filter((type) => typeof type === 'string');
    return [...own, ...choices.flatMap((choice) => this.typesOf(choice, depth + 1))];
  }

  private isTooMuch(depth: number): boolean {
    this.left -= 1;
    return this.left < 0 || depth > REFERENCES_MAX;
  }

  /** References to anywhere else than the document mean nothing. */
  private pointedAt(reference: string): unknown {
    if (!reference.startsWith('#/')) return undefined;
    return reference
      .slice(2)
      .split('/')
      .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
      .reduce(memberOf, this.document);
  }
}

function takenBy(types: readonly string[]): ApiField['takes'] {
  if (types.length === 0 || types.includes('string')) return 'text';
  return types.includes('number') ? 'number' : null;
}

function isCrowded(schema: unknown): boolean {
  const required = itemsOf(schema, 'required').length;
  return Math.max(required, entriesOf(memberOf(schema, 'properties')).length) > MEMBERS_MAX;
}
