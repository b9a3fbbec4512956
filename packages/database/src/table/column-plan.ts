import type { Codec } from "../codec/codec.js";
import { codecOf } from "../codec/codec-of.js";
import { ValueError } from "../codec/value-error.js";
import type { ColumnDescription, TableDescription } from "../description/table-description.js";
import { DatabaseError } from "../errors/database-error.js";
import { castType } from "../sql/cast-type.js";
import { quoteIdentifier } from "../sql/identifier.js";
import type { StatementBuilder } from "../sql/statement-builder.js";
import { shown } from "./usage-error.js";

/** Types whose cast to text differs from what PostgreSQL writes (`pg_cast`): it drops blanks, or adds a net mask. */
const castDiffers = /^(?:bpchar|char|character|inet|cidr)\b(?! varying)/i;

/** All that statements need of a column, worked out once. */
export class ColumnPlan {
  readonly description: ColumnDescription;
  /** Name of the column in rows of a program. */
  readonly key: string;
  /** Position in the table. */
  readonly index: number;
  /** The name, quoted. */
  readonly identifier: string;
  /** The type that values are cast to. */
  readonly type: string;
  readonly nullable: boolean;
  readonly codec: Codec;
  readonly #table: TableDescription;

  constructor(table: TableDescription, key: string, index: number, description: ColumnDescription) {
    this.description = description;
    this.key = key;
    this.index = index;
    this.identifier = quoteIdentifier(description.name);
    this.type = castType(description.type);
    this.nullable = description.nullable === true;
    this.codec = codecOf(description);
    this.#table = table;
  }

  /** True when a name that is not built in stands in the type. */
  get foreignType(): boolean {
    return this.type.includes('"') || this.type.includes(".");
  }

  /**
   * A value as PostgreSQL reads it. Where a JSON column cannot be null, `null` is JSON's.
   * @throws {DatabaseError} kind "data" when the value cannot be written
   */
  encode(value: unknown): string | null {
    const { kind, array } = this.description;
    if (value === null && (this.nullable || kind !== "json" || array)) return null;
    try {
      return this.codec.encode(value);
    } catch (error) {
      throw this.#failure(error);
    }
  }

  /** @throws {DatabaseError} kind "data" when the text is none of the column's kind: the schema has changed */
  decode(text: string | null): unknown {
    if (text === null || this.codec.verbatim) return text;
    try {
      return this.codec.decode(text);
    } catch (error) {
      throw this.#failure(error);
    }
  }

  /** A value that is not null, as part of a statement. */
  value(value: unknown, builder: StatementBuilder): string {
    return builder.value(this.encode(value), this.type);
  }

  /** The column of the table that is called `alias`. */
  of(alias: string): string {
    return `${alias}.${this.identifier}`;
  }

  /** The same as text, exactly as PostgreSQL writes its values. */
  textOf(alias: string): string {
    const { kind, array } = this.description;
    const column = this.of(alias);
    const exact = kind !== "text" || array || !(this.foreignType || castDiffers.test(this.type));
    // `format` writes every type as PostgreSQL does, but null as an empty text. `is null` is true of a composite value
    // whose fields are all null.
    return exact
      ? `${column}::text`
      : `case num_nonnulls(${column}) when 1 then format('%s', ${column}) end`;
  }

  /** An error about this column. @param reason completes "The value of …"; holds no value */
  invalid(reason: string): DatabaseError {
    const { schema, name } = this.#table;
    return new DatabaseError(
      `The value of ${shown(this.key)} ${reason} (table ${shown(schema)}.${shown(name)}).`,
      { kind: "data", schema, table: name, columns: [this.description.name] },
    );
  }

  #failure(error: unknown): unknown {
    return error instanceof ValueError ? this.invalid(error.message) : error;
  }
}
