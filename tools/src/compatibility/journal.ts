import { appendFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";

/** Anything that is known about a document. */
interface Entry {
  readonly address: string;
}

/**
 * What is finished, in a file with one line a document, so that a run that was interrupted goes on where it was. A later
 * line about the same document replaces an earlier one.
 */
export class Journal<Result extends Entry> {
  readonly #file: string;
  readonly #results = new Map<string, Result>();

  /** @param file of this run's versions: results of others are in other files */
  constructor(file: string) {
    this.#file = file;
    const text = existsSync(file) ? readFileSync(file, "utf8") : "";
    for (const line of text.split("\n")) {
      const result = parse(line);
      // This class wrote it, for the same version of itself.
      if (result) this.#results.set(result.address, result as Result);
    }
  }

  get(address: string): Result | undefined {
    return this.#results.get(address);
  }

  add(results: readonly Result[]): void {
    for (const result of results) this.#results.set(result.address, result);
    mkdirSync(dirname(this.#file), { recursive: true });
    // The first line break ends a line that a killed process left half.
    appendFileSync(this.#file, `\n${results.map((result) => JSON.stringify(result)).join("\n")}`);
  }
}

function parse(line: string): Entry | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null && "address" in value
      ? (value as Entry)
      : undefined;
  } catch {
    // An empty line, or one whose process was killed while it wrote: the document is not finished.
    return undefined;
  }
}
