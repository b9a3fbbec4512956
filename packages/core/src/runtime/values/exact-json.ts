/** What V8, SpiderMonkey and JavaScriptCore give a reviver of a primitive value (ECMAScript, "JSON.parse source text access"). */
interface SourceContext {
  readonly source?: string;
}

/** A whole number that JavaScript's numbers cannot hold exactly, as it stands in JSON text. */
export class LargeInteger {
  readonly source: string;

  constructor(source: string) {
    this.source = source;
  }
}

/** Digits and sign of the longest whole number of 64 bits. */
const longest = 20;

/** Parses JSON; whole numbers of up to 64 bits that would be rounded become a `LargeInteger`. */
export function parseExactly(text: string): { readonly value: unknown; readonly large: boolean } {
  // Numbers below 2⁵³ have at most 16 digits: most texts need no second look.
  if (!/\d{16}/.test(text)) return { value: JSON.parse(text), large: false };
  let large = false;
  const revive = (_key: string, value: unknown, context?: SourceContext): unknown => {
    const source = context?.source;
    if (typeof value !== "number" || Number.isSafeInteger(value) || source === undefined)
      return value;
    if (source.length > longest || !/^-?\d+$/.test(source)) return value;
    large = true;
    return new LargeInteger(source);
  };
  const value: unknown = JSON.parse(text, revive);
  return { value, large };
}

/** The value with every `LargeInteger` rounded to a number, as `JSON.parse` alone would. Changes the value itself. */
export function rounded(value: unknown): unknown {
  if (value instanceof LargeInteger) return Number(value.source);
  if (typeof value !== "object" || value === null) return value;
  const members = value as Record<string, unknown>; // an object of JSON, or an array
  for (const key of Object.keys(members)) {
    const member = members[key];
    if (member instanceof LargeInteger) setOwn(members, key, Number(member.source));
    else rounded(member);
  }
  return value;
}

/** Sets a member, whatever it is called: `__proto__` is a name in JSON. */
export function setOwn(object: object, key: string, value: unknown): void {
  Object.defineProperty(object, key, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

/** `JSON.rawJSON`, which the library of TypeScript does not know yet. */
interface RawJson {
  readonly rawJSON?: (this: void, text: string) => unknown;
}

/**
 * JSON text in which a `bigint` is a number with all its digits; undefined for what JSON cannot hold.
 * @throws TypeError when a value holds itself, or a `bigint` where the platform cannot write one
 */
export function stringifyExactly(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch (error) {
    const { rawJSON } = JSON as RawJson; // newer than the library that types know
    if (rawJSON === undefined) throw error;
    return JSON.stringify(value, (_key, member: unknown) =>
      typeof member === "bigint" ? rawJSON(member.toString()) : member,
    );
  }
}
