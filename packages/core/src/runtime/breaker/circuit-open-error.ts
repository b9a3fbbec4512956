import { durationText } from "../failure/duration-text.js";

/** A call that was not made because the service behind it has failed too often. */
export class CircuitOpenError extends Error {
  override readonly name = "CircuitOpenError";
  /** Whose circuit it is. */
  readonly key: string;
  /** Milliseconds after which a call may be let through. */
  readonly retryAfter: number;

  constructor(key: string, retryAfter: number) {
    super(`The circuit of ${key} is open; it lets a call through in ${durationText(retryAfter)}.`);
    this.key = key;
    this.retryAfter = retryAfter;
  }
}
