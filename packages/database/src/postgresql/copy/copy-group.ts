import { Buffer } from "node:buffer";
import type { StatementInput } from "../../driver/driver.js";
import type { TablePlan } from "../../table/table-plan.js";
import { CopyLine } from "./copy-line.js";
import type { RowSource } from "./row-source.js";

/** Characters of a piece: more save nothing any more. */
const pieceSize = 65_536;

/**
 * Rows that one COPY adds: those that leave the same defaults to the database. A column without a default that a row
 * leaves out is null.
 */
export class CopyGroup implements StatementInput {
  readonly #source: RowSource;
  readonly #table: TablePlan;
  readonly #line: CopyLine;
  /** Rows before these. */
  readonly #before: number;
  /** Why there is no next row. */
  failure: { readonly error: unknown; readonly row: number } | undefined;
  /** Where the server was when it refused. */
  refusal: { readonly row: number; readonly column: string | undefined } | undefined;

  /**
   * @param first the source's next row
   * @throws {DatabaseError} kind "syntax" or "data" when it is none of the table
   */
  constructor(first: unknown, source: RowSource, table: TablePlan) {
    this.#source = source;
    this.#table = table;
    this.#before = source.taken;
    this.#line = new CopyLine(first, table);
  }

  /** `copy "shop"."orders" ("id", …) from stdin`. */
  get text(): string {
    return `copy ${this.#table.name} (${this.#line.columns}) from stdin`;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array, void, undefined> {
    let text = "";
    let row = this.#before + 1;
    try {
      for (;;) {
        const peeked = this.#source.peek();
        const { done, value } = peeked instanceof Promise ? await peeked : peeked;
        if (done === true) break;
        const line = this.#line.quick(value) ?? this.#line.of(value);
        if (line === undefined) break;
        text += line;
        this.#source.take();
        if (text.length >= pieceSize) {
          yield this.#piece(text, row);
          text = "";
          row = this.#source.taken + 1;
        }
      }
    } catch (error) {
      this.failure ??= { error, row: this.#source.taken + 1 };
      throw error;
    }
    if (text !== "") yield this.#piece(text, row);
  }

  /** @param row number of the first */
  #piece(lines: string, row: number): Uint8Array {
    const problem = this.#line.problem(lines);
    if (problem === undefined) return Buffer.from(lines);
    this.failure = { error: problem.error, row: row + problem.line };
    throw problem.error;
  }

  refused(where: string): void {
    const start = `COPY ${this.#table.description.name}, line `;
    if (!where.startsWith(start)) return;
    const [, line, column] = /^(\d+)(?:, column ([^:\n]+))?/.exec(where.slice(start.length)) ?? [];
    if (line !== undefined) this.refusal = { row: this.#before + Number(line), column };
  }
}
