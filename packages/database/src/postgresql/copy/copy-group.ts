import { Buffer } from "node:buffer";
import type { StatementInput } from "../../driver/driver.js";
import type { ColumnPlan } from "../../table/column-plan.js";
import type { TablePlan } from "../../table/table-plan.js";
import { type WrittenValue, writtenValues } from "../../table/written-values.js";
import { isPlain, textsOf } from "../dialect/wire-texts.js";
import { copyField } from "./copy-text.js";
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
  readonly #columns: readonly ColumnPlan[];
  /** Columns with a default that these rows give. */
  readonly #given: number;
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
    const written = writtenValues(first, "A row", table);
    const given = new Set(written.map(({ column }) => column));
    this.#given = countDefaults(written);
    this.#columns = table.columns.filter(
      (column) =>
        given.has(column) || !(column.description.readOnly || column.description.hasDefault),
    );
    if (this.#columns.length === 0) throw table.error("A row to be copied has no column");
  }

  /** `copy "shop"."orders" ("id", …) from stdin`. */
  get text(): string {
    const columns = this.#columns.map(({ identifier }) => identifier).join(", ");
    return `copy ${this.#table.name} (${columns}) from stdin`;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array, void, undefined> {
    let text = "";
    try {
      for (;;) {
        const peeked = this.#source.peek();
        const { done, value } = peeked instanceof Promise ? await peeked : peeked;
        if (done === true) break;
        const written = writtenValues(value, "A row", this.#table);
        if (!this.#fits(written)) break;
        text += this.#line(written);
        this.#source.take();
        if (text.length >= pieceSize) {
          yield Buffer.from(text);
          text = "";
        }
      }
    } catch (error) {
      this.failure = { error, row: this.#source.taken + 1 };
      throw error;
    }
    if (text !== "") yield Buffer.from(text);
  }

  refused(where: string): void {
    const start = `COPY ${this.#table.description.name}, line `;
    if (!where.startsWith(start)) return;
    const [, line, column] = /^(\d+)(?:, column ([^:\n]+))?/.exec(where.slice(start.length)) ?? [];
    if (line !== undefined) this.refusal = { row: this.#before + Number(line), column };
  }

  #fits(written: readonly WrittenValue[]): boolean {
    let found = 0;
    for (const { column } of written) {
      if (!column.description.hasDefault) continue;
      if (!this.#columns.includes(column)) return false;
      found += 1;
    }
    return found === this.#given;
  }

  #line(written: readonly WrittenValue[]): string {
    let line = "";
    let index = 0;
    for (const column of this.#columns) {
      if (line !== "" || column !== this.#columns[0]) line += "\t";
      const next = written[index];
      if (next?.column === column) {
        line += copyField(textsOf([column.encode(next.value)])[0] ?? null, isPlain(column));
        index += 1;
      } else {
        line += String.raw`\N`;
      }
    }
    return `${line}\n`;
  }
}

function countDefaults(written: readonly WrittenValue[]): number {
  return written.filter(({ column }) => column.description.hasDefault).length;
}
