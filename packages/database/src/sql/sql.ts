import { parameterText, type SqlValue } from "../codec/parameter-text.js";
import { ValueError } from "../codec/value-error.js";
import { DatabaseError } from "../errors/database-error.js";
import { quoteIdentifier } from "./identifier.js";
import { StatementBuilder } from "./statement-builder.js";

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
   * Writes the text, with `$1` and so on for the values that it gives to the builder.
   * @throws {DatabaseError} kind "data" when a value cannot be written
   */
  write(builder: StatementBuilder): string {
    let text = this.#texts[0] ?? "";
    for (const [index, value] of this.#values.entries()) {
      text += Sql.is(value) ? value.write(builder) : builder.bare(valueText(value));
      text += this.#texts[index + 1] ?? "";
    }
    return text;
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
   * A name, quoted; several make a qualified one: `sql.identifier("shop", "orders")`.
   * @throws {DatabaseError} kind "syntax" when PostgreSQL can have no such name
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
      new Sql([names.map(quoteIdentifier).join(".")], []),
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

function valueText(value: unknown): string | null {
  try {
    return parameterText(value);
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
    throw new DatabaseError(`A value of the statement ${error.message}.`, { kind: "data" });
  }
}
