/** Errors that are looked at: a chain of causes may be endless. */
const longestChain = 20;

/**
 * A thrown object and what it was made of, the outermost first: its causes, and the errors of an `AggregateError`.
 * Nothing for other values.
 */
export function errorChain(error: unknown): readonly object[] {
  const chain: object[] = [];
  const waiting: unknown[] = [error];
  while (waiting.length > 0 && chain.length < longestChain) {
    const next = waiting.shift();
    if (typeof next !== "object" || next === null || chain.includes(next)) continue;
    chain.push(next);
    waiting.push(propertyOf(next, "cause"), ...itemsOf(propertyOf(next, "errors")));
  }
  return chain;
}

/** A property of any value; undefined when it has none, or reading it throws. */
export function propertyOf(value: unknown, name: string | symbol): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  try {
    return Reflect.get(value, name);
  } catch {
    return undefined;
  }
}

function itemsOf(value: unknown): readonly unknown[] {
  const items: unknown[] = [];
  try {
    if (!Array.isArray(value)) return items;
    // One by one, as methods of a list may be anything.
    for (let index = 0; index < Math.min(value.length, longestChain); index += 1) {
      items.push(value[index]);
    }
  } catch {
    // What was read until then is enough.
  }
  return items;
}
