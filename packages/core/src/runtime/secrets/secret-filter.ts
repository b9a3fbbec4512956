import { redact, redacted } from "../../errors/redact.js";
import type { ReportFilter } from "../failure/report-filter.js";
import { cleanCause } from "./clean-cause.js";
import { EscapedText } from "./escaped-text.js";
import { formsOf } from "./secret-forms.js";

/** How often a text may have been escaped: JSON in JSON in a query is three times. */
const escapeDepth = 3;

/** From `start` to before `end`. */
interface Range {
  readonly start: number;
  readonly end: number;
}

/**
 * Removes the credentials that are in use from what is reported, in every form they are sent in or come back in:
 * encoded, escaped, and both. Secrets of less than four characters are left: they occur everywhere by chance.
 */
export class SecretFilter implements ReportFilter {
  readonly #secrets: readonly string[];
  #made: readonly string[] | undefined;

  /** @param secrets the credentials; empty ones are left out */
  constructor(secrets: readonly string[]) {
    this.#secrets = secrets;
  }

  /** Made when first needed: most calls fail never. */
  get #forms(): readonly string[] {
    this.#made ??= [...new Set(this.#secrets.flatMap(formsOf))];
    return this.#made;
  }

  /** `text` without the credentials; everything else stays. */
  values(text: string): string {
    const found = this.#find(text);
    if (found.length === 0) return text;
    let result = "";
    let end = 0;
    for (const range of merged(found)) {
      result += text.slice(end, range.start) + redacted;
      end = range.end;
    }
    return result + text.slice(end);
  }

  /** `text` without the credentials and without what looks like one. */
  text(text: string): string {
    return redact(this.values(text));
  }

  /** True when the bytes hold one of the credentials. */
  occursIn(bytes: Uint8Array): boolean {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return this.#find(buffer.toString("utf8")).length > 0;
  }

  /** The same value when nothing of it would show a secret, else a copy of the error that shows none. Never throws. */
  cause(cause: unknown): unknown {
    return cleanCause(cause, this);
  }

  #find(text: string): readonly Range[] {
    const found: Range[] = [];
    if (this.#forms.length > 0) this.#search(new EscapedText(text), 0, found);
    return found;
  }

  #search(view: EscapedText, depth: number, found: Range[], seen?: Set<string>): void {
    for (const form of this.#forms) {
      let index = view.text.indexOf(form);
      while (index !== -1) {
        const end = index + form.length;
        found.push({ start: view.sourceIndex(index), end: view.sourceIndex(end) });
        index = view.text.indexOf(form, end);
      }
    }
    if (depth === escapeDepth || !view.isEscaped) return;
    const texts = seen ?? new Set([view.text]);
    for (const inner of view.undone()) {
      // Undoing two kinds of escapes in either order often gives the same.
      if (texts.has(inner.text)) continue;
      texts.add(inner.text);
      this.#search(inner, depth + 1, found, texts);
    }
  }
}

/** In order, and those that overlap as one. */
function merged(ranges: readonly Range[]): readonly Range[] {
  const result: Range[] = [];
  for (const range of ranges.toSorted((left, right) => left.start - right.start)) {
    const last = result.at(-1);
    if (last === undefined || range.start >= last.end) result.push(range);
    else if (range.end > last.end)
      result[result.length - 1] = { start: last.start, end: range.end };
  }
  return result;
}

/** For what is reported before any credential was read. */
export const noSecrets: SecretFilter = new SecretFilter([]);
