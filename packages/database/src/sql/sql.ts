import type { SqlValue } from "../codec/sql-value.js";
import { ValueError } from "../codec/value-error.js";
import type { Dialect } from "../dialect/dialect.js";
import type { WireValue } from "../driver/driver.js";
import { DatabaseError } from "../errors/database-error.js";
import type { StatementBuilder } from "./statement-builder.js";

/**
 * A statement, or a part of one, that only `sql` can make: its text comes from a program's source, its values are kept
 * apart. A string is none, so no text from outside can become one.
 */
export class Sql {
  readonly #texts: readonly string[];
  readonly #values: readonly unknown[];

  /** Use `sql`. */
  constructor(texts: readonly string[], values: readonly unknown[]) {
    this.#texts = texts;
    this.#values = values;
  }

  /** True for what `sql` made. */
  static is(value: unknown): value is Sql {
    return typeof value === "object" && value !== null && #texts in value;
  }

  /**
   * Writes the text, with the dialect's placeholders for the values that it gives to the builder.
   * @throws {DatabaseError} kind "data" when a value cannot be written, "syntax" when a name cannot be one
   */
  write(builder: StatementBuilder): string {
    let text = this.#texts[0] ?? "";
    for (const [index, value] of this.#values.entries()) {
      text += writtenPart(value, builder) + (this.#texts[index + 1] ?? "");
    }
    return text;
  }
}

/** A qualified name: which quotes it gets is known when it is written. */
class SqlName {
  readonly names: readonly string[];

  constructor(names: readonly string[]) {
    this.names = names;
  }
}

/** What may stand between the texts of a statement. */
export type SqlPart = SqlValue | Sql;

/** Makes statements. */
export interface SqlTag {
  /**
   * A statement: values become parameters, other statements become parts of it. Where PostgreSQL cannot tell the type of
   * a value, cast it: `${total}::numeric`.
   * @throws TypeError when called otherwise than as a tag
   */
  (texts: TemplateStringsArray, ...values: readonly SqlPart[]): Sql;
  /**
   * A name, quoted; several make a qualified one: `sql.identifier("shop", "orders")`. What cannot be a name of the
   * database fails when the statement is run.
   */
  identifier(this: void, ...names: readonly [string, ...string[]]): Sql;
  /** Values or parts, one after the other. @param separator default: a comma */
  join(this: void, parts: readonly SqlPart[], separator?: Sql): Sql;
}

/** Makes a statement of a template. */
export const sql: SqlTag = Object.assign(
  (texts: TemplateStringsArray, ...values: readonly SqlPart[]): Sql => {
    if (!isTemplate(texts)) throw new TypeError("sql is a tag: write sql`…`, without parentheses.");
    return new Sql(texts, values);
  },
  {
    identifier: (...names: readonly [string, ...string[]]): Sql =>
      new Sql(["", ""], [new SqlName(names)]),
    join: (parts: readonly SqlPart[], separator?: Sql): Sql => {
      if (parts.length === 0) return new Sql([""], []);
      const between = separator ?? comma;
      if (!Sql.is(between)) throw new TypeError("The separator of sql.join must be made by sql.");
      const values = parts.flatMap((part, index) => (index === 0 ? [part] : [between, part]));
      return new Sql(["", ...values.map(() => "")], values);
    },
  },
);

const comma = new Sql([", "], []);

/** Only the engine makes frozen arrays with frozen raw texts: data of any format does not become one. */
function isTemplate(texts: unknown): boolean {
  return (
    Array.isArray(texts) &&
    Object.isFrozen(texts) &&
    "raw" in texts &&
    Object.isFrozen(texts.raw) &&
    // An escape that does not exist leaves `undefined`.
    texts.every((text) => typeof text === "string")
  );
}

function writtenPart(value: unknown, builder: StatementBuilder): string {
  if (Sql.is(value)) return value.write(builder);
  const { dialect } = builder;
  if (value instanceof SqlName) return value.names.map((name) => dialect.quote(name)).join(".");
  return builder.bare(wireOf(value, dialect));
}

function wireOf(value: unknown, dialect: Dialect): WireValue {
  try {
    return dialect.wireOf(value);
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
    throw new DatabaseError(`A value of the statement ${error.message}.`, { kind: "data" });
  }
}
