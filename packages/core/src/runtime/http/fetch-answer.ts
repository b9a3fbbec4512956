import { classifyFailure, failureMessage } from "../failure/failure-kind.js";
import { ExchangeError } from "./exchange.js";
import type { ResponseHeaders } from "./response-headers.js";

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
 * What stopped a `fetch`. It rejects with a `TypeError`, which by the Fetch Standard (§5.6) stands for a network
 * error; Node puts what really happened into its cause.
 */
export function fetchFailure(error: unknown): ExchangeError {
  if (error instanceof ExchangeError) return error;
  const reason = error instanceof TypeError ? (error.cause ?? error) : error;
  const { kind, transient } = classifyFailure(error);
  const message = failureMessage(reason);
  return kind === "unknown"
    ? new ExchangeError(message, "network", true, reason)
    : new ExchangeError(message, kind, transient, reason);
}
