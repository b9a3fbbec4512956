/** Takes texts of so many characters, counted as code points, as JSON Schema counts them (Validation §6.3). */
export function charactersBetween(least: number, most: number): (text: string) => boolean {
  return (text) => {
    // A code point is one or two code units.
    if (text.length < least || text.length > 2 * most) return false;
    if (text.length <= most && text.length >= 2 * least) return true;
    const { length } = Array.from(text);
    return length >= least && length <= most;
  };
}

/** Takes objects of so many members. A member that is `undefined` is not sent, and not counted. */
export function membersBetween(least: number, most: number): (value: unknown) => boolean {
  return (value) => {
    if (typeof value !== "object" || value === null) return false;
    const { length } = Object.values(value).filter((member) => member !== undefined);
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

/** The same value with the members of every object in one order, and what is no JSON in an object of its own. */
function sorted(value: unknown): unknown {
  if (typeof value === "bigint") return { bigint: value.toString() };
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  // A date, which writes itself.
  if ("toJSON" in value && typeof value.toJSON === "function") return value;
  const entries = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .map(([key, member]) => [key, sorted(member)] as const);
  // A list of pairs may be a value, too.
  return { members: entries.toSorted(([left], [right]) => (left < right ? -1 : 1)) };
}
