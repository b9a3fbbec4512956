import type { CallParams } from "../client/request-plan.js";
import { dateText } from "../values/date-values.js";
import type { PropertyPath } from "./paging-description.js";

/** Fails for what it was asked before: cursors and ids. */
export type OnceOnly = <Key extends string | number>(key: Key) => Key;

/** @param given what the first page was asked for with */
export function onceOnly(given?: unknown): OnceOnly {
  const seen = new Set([given]);
  return (key) => {
    if (seen.has(key)) throw new Error(seenBefore);
    seen.add(key);
    return key;
  };
}

/** Of a page that leads back. */
export const seenBefore = "the next page is one that was read before";

/** What is at a path, of own properties only. */
export function valueAt(value: unknown, path: PropertyPath): unknown {
  let found = value;
  for (const name of [path].flat()) {
    const members = Object(found) as CallParams; // read by key only
    if (!Object.hasOwn(members, name)) return undefined;
    found = members[name];
  }
  return found;
}

/**
 * A text with something in it, or a number; `undefined` for what means that there is nothing. What was converted is
 * text again.
 * @param what is looked for, for the error
 */
export function textAt(
  value: unknown,
  path: PropertyPath,
  what: string,
): string | number | undefined {
  const found = valueAt(value, path);
  if (typeof found === "number" || (typeof found === "string" && found !== "")) return found;
  if (found === undefined || found === null || found === "" || found === false) return undefined;
  if (typeof found === "bigint") return String(found);
  const date = dateText(found, "date-time");
  if (date !== undefined) return date;
  throw new Error(`the ${what} is neither text nor number`);
}

/** A number, also one that is written as text; `Infinity` when there is none. */
export function numberAt(value: unknown, path: PropertyPath | undefined): number {
  const found = path === undefined ? undefined : valueAt(value, path);
  const isText = typeof found === "string" && found !== "";
  const number = isText || typeof found === "bigint" ? Number(found) : found;
  return typeof number === "number" && !Number.isNaN(number) ? number : Infinity;
}
