/** Takes texts of so many characters, counted as code points, as JSON Schema counts them. */
export function atMostCharacters(most: number): (text: string) => boolean {
  return (text) => {
    // A code point is one or two code units.
    if (text.length <= most) return true;
    return text.length <= 2 * most && [...text].length <= most;
  };
}

/** Takes objects of so many members. */
export function membersBetween(least: number, most: number): (value: object) => boolean {
  return (value) => {
    const { length } = Object.keys(value);
    return length >= least && length <= most;
  };
}

/** Takes lists in which no item occurs twice; objects are compared by what is in them. */
export function hasUniqueItems(items: readonly unknown[]): boolean {
  return new Set(items.map(identityOf)).size === items.length;
}

/** Equal for equal values only. */
function identityOf(value: unknown): unknown {
  const isText = typeof value === "string";
  return isText || (typeof value === "object" && value !== null)
    ? JSON.stringify(sorted(value))
    : value;
}

/** The same value with the members of every object in one order. */
function sorted(value: unknown): unknown {
  if (typeof value === "bigint") return `${value}n`;
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null || "toJSON" in value) return value;
  const entries = Object.entries(value).map(([key, member]) => [key, sorted(member)] as const);
  // In an object of its own, because a list of pairs may be a value, too.
  return { members: entries.toSorted(([left], [right]) => (left < right ? -1 : 1)) };
}
