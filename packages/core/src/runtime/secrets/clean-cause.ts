import { inspect, types } from "node:util";
import { redacted } from "../../errors/redact.js";
import type { SecretFilter } from "./secret-filter.js";

/** How deep a chain of causes is followed. */
const causeDepth = 5;

/** Values that are looked at before a cause counts as one that may hold a secret. */
const searchLimit = 2_000;

/** Bytes that are looked at, likewise. */
const byteLimit = 1024 * 1024;

/** What the system and undici say of a failed connection: what errors are told apart by. */
const keptFields = ["code", "errno", "syscall", "status"];

/** `SecretFilter.cause`. */
export function cleanCause(cause: unknown, filter: SecretFilter, depth = 0): unknown {
  if (typeof cause === "string") return filter.text(cause);
  try {
    if (!holdsSecret(cause, filter)) return cause;
  } catch {
    // It throws when it is looked at: nobody knows what it would show.
  }
  try {
    return cause instanceof Error ? cleanCopy(cause, filter, depth) : redacted;
  } catch {
    return redacted;
  }
}

function cleanCopy(error: Error, filter: SecretFilter, depth: number): Error {
  const deeper = depth < causeDepth;
  const options =
    deeper && error.cause !== undefined
      ? { cause: cleanCause(error.cause, filter, depth + 1) }
      : undefined;
  const message = filter.text(error.message);
  const copy =
    error instanceof AggregateError && deeper
      ? new AggregateError(
          error.errors.slice(0, 10).map((each: unknown) => cleanCause(each, filter, depth + 1)),
          message,
          options,
        )
      : new Error(message, options);
  copy.name = filter.text(error.name);
  copy.stack = filter.text(error.stack ?? "");
  for (const field of keptFields) {
    const value: unknown = Reflect.get(error, field);
    if (typeof value === "number") Object.assign(copy, { [field]: value });
    if (typeof value === "string") Object.assign(copy, { [field]: filter.text(value) });
  }
  return copy;
}

/**
 * Whether anything that can be reached from a value, or what it prints itself as, holds a secret. True also when
 * there is too much to look at, or when looking would run code: what is not known to be clean is not passed on.
 */
function holdsSecret(root: unknown, filter: SecretFilter): boolean {
  const texts: string[] = [];
  const waiting: unknown[] = [root];
  const seen = new Set<object>();
  let looked = 0;
  while (waiting.length > 0) {
    const value = waiting.pop();
    looked += 1;
    if (looked > searchLimit) return true;
    if (typeof value === "string") texts.push(value);
    if (typeof value === "symbol") texts.push(value.description ?? "");
    if (typeof value === "bigint" || typeof value === "number") texts.push(String(value));
    if (typeof value !== "object" || value === null || seen.has(value)) continue;
    seen.add(value);
    if (types.isProxy(value)) return true;
    const inside = contentsOf(value, filter);
    if (inside === undefined) return true;
    waiting.push(...inside);
    if (isShownOtherwise(value)) texts.push(inspect(value), JSON.stringify(value) ?? "");
  }
  // At once, as there are many short ones.
  const all = texts.join("\n");
  return filter.text(all) !== all;
}

/** What an object holds; undefined when that is not to be known, or bytes that hold a secret. */
function contentsOf(value: object, filter: SecretFilter): readonly unknown[] | undefined {
  if (ArrayBuffer.isView(value) || types.isAnyArrayBuffer(value)) {
    const bytes = ArrayBuffer.isView(value)
      ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
      : new Uint8Array(value);
    return bytes.byteLength > byteLimit || filter.occursIn(bytes) ? undefined : [];
  }
  const size = value instanceof Map || value instanceof Set ? value.size : 0;
  const keys = Reflect.ownKeys(value);
  if (keys.length + size > searchLimit) return undefined;
  const contents: unknown[] = [];
  if (value instanceof Map) contents.push(...value.keys(), ...value.values());
  if (value instanceof Set) contents.push(...value);
  if (value instanceof Error) contents.push(value.name, value.stack);
  for (const key of keys) {
    const property = Reflect.getOwnPropertyDescriptor(value, key);
    // V8 makes `stack` an accessor of the error; it was looked at above.
    if (property?.get !== undefined && !(key === "stack" && value instanceof Error)) {
      return undefined;
    }
    const content: unknown = property?.value;
    // Together, as a name can give away what stands behind it.
    if (typeof key === "string" && typeof content === "string") {
      contents.push(`${key}="${content}"`);
    } else contents.push(key, content);
  }
  return contents;
}

/** Whether an object may print more than its properties, as those of many classes do. */
function isShownOtherwise(value: object): boolean {
  if (inspect.custom in value || "toJSON" in value) return true;
  if (value instanceof Error || value instanceof Map || value instanceof Set) return false;
  const prototype: unknown = Reflect.getPrototypeOf(value);
  return prototype !== null && prototype !== Object.prototype && prototype !== Array.prototype;
}
