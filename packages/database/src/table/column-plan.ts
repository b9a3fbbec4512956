import type { Codec } from "../codec/codec.js";
import { ValueError } from "../codec/value-error.js";
import type { ColumnDescription, TableDescription } from "../description/table-description.js";
import { DatabaseError } from "../errors/database-error.js";
import type { Dialect } from "../dialect/dialect.js";
import type { WireValue } from "../driver/driver.js";
import type { StatementBuilder } from "../sql/statement-builder.js";
import { placeOf, shown } from "./usage-error.js";

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
  readonly #dialect: Dialect;

  /** @throws {DatabaseError} kind "syntax" when the database can have no such column */
  constructor(
    table: TableDescription,
    key: string,
    index: number,
    description: ColumnDescription,
    dialect: Dialect,
  ) {
    this.description = description;
    this.key = key;
    this.index = index;
    this.identifier = dialect.quote(description.name);
    this.type = dialect.castType(description.type);
    this.nullable = description.nullable === true;
    this.codec = dialect.codecOf(description);
    this.#table = table;
    this.#dialect = dialect;
  }

  /**
   * A value as the database reads it. Where a JSON column cannot be null, `null` is JSON's.
   * @throws {DatabaseError} kind "data" when the value cannot be written
   */
  encode(value: unknown): WireValue {
    const { kind, array } = this.description;
    if (value === null && (this.nullable || kind !== "json" || array)) return null;
    try {
      return this.codec.encode(value);
    } catch (error) {
      throw this.#failure(error);
    }
  }

  /** @throws {DatabaseError} kind "data" when the value is none of the column's kind: the schema has changed */
  decode(wire: WireValue): unknown {
    if (wire === null || this.codec.verbatim) return wire;
    try {
      return this.codec.decode(wire);
    } catch (error) {
      throw this.#failure(error);
    }
  }

  /**
   * What stands for a value within JSON.
   * @throws {DatabaseError} kind "data" when it is none of the column's kind: the schema has changed
   */
  decodeJson(value: unknown): unknown {
    const { codec } = this;
    if (value === null) return null;
    try {
      if (typeof value === "string") {
        const wire = this.#dialect.fromText(value, this);
        return codec.verbatim ? wire : codec.decode(wire);
      }
      if (codec.fromJson === undefined) throw new ValueError("was no text in the database's JSON");
      return codec.fromJson(value);
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

  /** An error about this column. @param reason completes "The value of …"; holds no value */
  invalid(reason: string): DatabaseError {
    return this.#error("data", reason);
  }

  /** An error about what the database has not for such columns. @param reason completes "The value of …" */
  unsupported(reason: string): DatabaseError {
    return this.#error("syntax", reason);
  }

  #error(kind: "data" | "syntax", reason: string): DatabaseError {
    const message = `The value of ${shown(this.key)} ${reason} (${placeOf(this.#table)}).`;
    const { schema, name } = this.#table;
    const columns = [this.description.name];
    return new DatabaseError(message, { kind, schema, table: name, columns });
  }

  #failure(error: unknown): unknown {
    return error instanceof ValueError ? this.invalid(error.message) : error;
  }
}
