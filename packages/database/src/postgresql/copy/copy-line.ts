import type { DatabaseError } from "../../errors/database-error.js";
import type { ColumnPlan } from "../../table/column-plan.js";
import type { TablePlan } from "../../table/table-plan.js";
import { writtenValues } from "../../table/written-values.js";
import { isPlain, wireText } from "../dialect/wire-texts.js";
import { textCodec, textProblem } from "../codec/text-codec.js";
import { copyField } from "./copy-text.js";

const nullField = String.raw`\N`;

/** A column of a COPY. */
interface Field {
  readonly column: ColumnPlan;
  readonly key: string;
  readonly plain: boolean;
  /** Its values are texts, which are looked at all at once. */
  readonly text: boolean;
  /** It has a default, which these rows do not want. */
  readonly wanted: boolean;
}

/** Makes lines of rows that leave the same defaults to the database as a first row does. */
export class CopyLine {
  readonly #table: TablePlan;
  readonly #fields: readonly Field[];
  readonly #positions: ReadonlyMap<ColumnPlan, number>;
  readonly #wanted: number;
  /** No key means something else in an object that does not have it. */
  readonly #ordinary: boolean;

  /** @throws {DatabaseError} kind "syntax" or "data" when the row is none of the table */
  constructor(first: unknown, table: TablePlan) {
    const given = new Set(writtenValues(first, "A row", table).map(({ column }) => column));
    this.#table = table;
    this.#fields = table.columns
      .filter(
        (column) =>
          given.has(column) || !(column.description.readOnly || column.description.hasDefault),
      )
      .map((column) => ({
        column,
        key: column.key,
        plain: isPlain(column),
        text: column.codec === textCodec,
        wanted: column.description.hasDefault === true,
      }));
    if (this.#fields.length === 0) throw table.error("A row to be copied has no column");
    this.#positions = new Map(this.#fields.map(({ column }, index) => [column, index]));
    this.#wanted = this.#fields.filter(({ wanted }) => wanted).length;
    this.#ordinary = this.#fields.every(({ key }) => !(key in Object.prototype));
  }

  /** `"id", "name"`. */
  get columns(): string {
    return this.#fields.map(({ column }) => column.identifier).join(", ");
  }

  /**
   * The line of a row. @returns `undefined` when the row leaves other defaults to the database
   * @throws {DatabaseError} when it is none of the table
   */
  of(row: unknown): string | undefined {
    const fields = this.#fields.map(() => nullField);
    let wanted = 0;
    for (const { column, value } of writtenValues(row, "A row", this.#table)) {
      const position = this.#positions.get(column);
      if (position === undefined) return undefined;
      const field = this.#fields[position];
      if (field?.wanted === true) wanted += 1;
      fields[position] = fieldOf(column, value, field?.plain === true);
    }
    return wanted === this.#wanted ? `${fields.join("\t")}\n` : undefined;
  }

  /**
   * The same in half the time for a plain object with nothing unusual: most rows. Its texts have to be checked.
   * @returns `undefined` when it has to be looked at closely
   */
  quick(row: unknown): string | undefined {
    if (!this.#ordinary || typeof row !== "object" || row === null) return undefined;
    if (Object.getPrototypeOf(row) !== Object.prototype) return undefined;
    const values = row as Readonly<Record<string, unknown>>; // an object
    let line = "";
    let separator = "";
    let found = 0;
    for (const { column, key, plain, text, wanted } of this.#fields) {
      const value = values[key];
      let field = nullField;
      if (value !== undefined) {
        found += 1;
        field =
          text && typeof value === "string"
            ? copyField(value, false)
            : fieldOf(column, value, plain);
      } else if (wanted) return undefined;
      line += separator + field;
      separator = "\t";
    }
    // Other keys than those of the columns, or one that is undefined.
    return found === Object.keys(values).length ? `${line}\n` : undefined;
  }

  /**
   * Looks at lines that `quick` made: for many at once it takes a tenth of the time.
   * @returns the first with a text that PostgreSQL cannot hold
   */
  problem(lines: string): { readonly line: number; readonly error: DatabaseError } | undefined {
    if (!lines.includes("\0") && lines.isWellFormed()) return undefined;
    for (const [line, text] of lines.split("\n").entries()) {
      for (const [position, field] of text.split("\t").entries()) {
        const reason = textProblem(field);
        const column = this.#fields[position]?.column;
        if (reason !== undefined && column) return { line, error: column.invalid(reason) };
      }
    }
    return undefined;
  }
}

function fieldOf(column: ColumnPlan, value: unknown, plain: boolean): string {
  return copyField(wireText(column.encode(value)), plain);
}
