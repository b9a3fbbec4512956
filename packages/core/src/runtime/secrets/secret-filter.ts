import { inspect } from "node:util";
import { redact, redacted } from "../../errors/redact.js";

/** How deep a chain of causes is followed. */
const causeDepth = 5;

/** Removes the credentials that are in use, in every form they are sent in, from what is reported. */
export class SecretFilter {
  readonly #values: readonly string[];
  #made: readonly string[] | undefined;

  /** @param values the credentials; empty ones are left out */
  constructor(values: readonly string[]) {
    this.#values = values.filter((value) => value !== "");
  }

  /** Made when first needed: most calls fail never. */
  get #forms(): readonly string[] {
    // Longest first, so that no part of a form survives beside a shorter one.
    this.#made ??= [...new Set(this.#values.flatMap(formsOf))].toSorted(
      (left, right) => right.length - left.length,
    );
    return this.#made;
  }

  /** `text` without the credentials; everything else stays. */
  values(text: string): string {
    return this.#forms.reduce((result, form) => result.replaceAll(form, redacted), text);
  }

  /** `text` without the credentials and without what looks like one. */
  text(text: string): string {
    return redact(this.values(text));
  }

  /** True when the bytes hold one of the credentials. */
  occursIn(bytes: Uint8Array): boolean {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return this.#forms.some((form) => buffer.includes(form));
  }

  /** The same value when nothing of it would show a secret, else a copy of the error that shows none. */
  cause(cause: unknown, depth = 0): unknown {
    if (typeof cause === "string") return this.text(cause);
    const shown = inspect(cause, { depth: causeDepth });
    if (this.text(shown) === shown) return cause;
    if (!(cause instanceof Error)) return redacted;
    const copy = new Error(
      this.text(cause.message),
      cause.cause === undefined || depth >= causeDepth
        ? undefined
        : { cause: this.cause(cause.cause, depth + 1) },
    );
    copy.name = cause.name;
    copy.stack = this.text(cause.stack ?? "");
    if ("code" in cause && typeof cause.code === "string") {
      Object.assign(copy, { code: this.text(cause.code) });
    }
    return copy;
  }
}

function formsOf(value: string): readonly string[] {
  return [
    value,
    JSON.stringify(value).slice(1, -1),
    encodeURIComponent(value.toWellFormed()),
    Buffer.from(value).toString("base64"),
    Buffer.from(value).toString("base64url"),
  ];
}

/** For what is reported before any credential was read. */
export const noSecrets: SecretFilter = new SecretFilter([]);
