import { classifyFailure } from "../failure/failure-kind.js";
import { ExchangeError } from "./exchange.js";
import type { ResponseHeaders } from "./response-headers.js";

/** How deep a chain of causes is followed. */
const causeDepth = 5;

/**
 * The header fields of an answer. Without `content-encoding` and `content-length` when `fetch` has taken the
 * coding off: they tell of a body that nobody gets to see.
 * Repeated fields come joined, as the Fetch Standard has it, but for `set-cookie`.
 * @param decodes codings that `fetch` takes off
 */
export function answerHeaders(
  headers: Iterable<readonly [name: string, value: string]>,
  decodes: ReadonlySet<string>,
): ResponseHeaders {
  // Without a prototype, because a header may be called `__proto__`.
  const fields = { __proto__: null } as unknown as Record<string, string | string[]>;
  for (const [name, value] of headers) {
    const earlier = fields[name];
    if (earlier === undefined) fields[name] = value;
    else if (typeof earlier === "string") fields[name] = [earlier, value];
    else earlier.push(value);
  }
  const coding = fields["content-encoding"];
  if (typeof coding === "string" && isDecoded(coding, decodes)) {
    delete fields["content-encoding"];
    delete fields["content-length"];
  }
  return fields;
}

function isDecoded(field: string, decodes: ReadonlySet<string>): boolean {
  return field.split(",").every((coding) => decodes.has(coding.trim().toLowerCase()));
}

/**
 * What stopped a `fetch`: the first of the error and its causes that is known. `fetch` itself says no more
 * than `TypeError`, which by the Fetch Standard (§5.6) stands for a network error.
 */
export function fetchFailure(error: unknown): ExchangeError {
  let cause = error;
  for (let depth = 0; cause instanceof Error && depth < causeDepth; depth += 1) {
    const { kind, transient } = classifyFailure(cause);
    if (kind !== "unknown") return new ExchangeError(messageOf(cause), kind, transient, cause);
    cause = cause.cause;
  }
  return new ExchangeError(messageOf(error), "network", true, error);
}

/** An error for several addresses of one host has no message of its own. */
function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.message !== "" || !(error instanceof AggregateError)) return error.message;
  return messageOf(error.errors[0]);
}
