import type { ColumnSql } from "../../model/schema-object.js";

/** Types between which PostgreSQL converts when it assigns, and whose indexes and foreign keys go on to fit. */
const families = [
  ["smallint", "integer", "bigint"],
  ["character varying", "text"],
] as const;

/** Types between which PostgreSQL converts when it assigns. */
const assignable = [
  ["smallint", "integer", "bigint", "numeric", "real", "double precision"],
  ["character varying", "text", "character"],
  ["date", "timestamp without time zone", "timestamp with time zone"],
  ["time without time zone", "time with time zone"],
] as const;

/** Types whose every value the later ones of a list have too. */
const widening = [
  ["smallint", "integer", "bigint"],
  ["real", "double precision"],
  ["character varying", "text"],
] as const;

/** How a column gets from one type to another. */
export interface TypeChange {
  /** Constraints and indexes of the column stay. */
  readonly gentle: boolean;
  /** Every value of the one is a value of the other. */
  readonly safe: boolean;
  /** PostgreSQL has to be told how to convert. */
  readonly using: boolean;
}

/**
 * What changing a type needs.
 * @param isReplaced whether the new type is another one of the same name
 */
export function typeChange(from: SqlType, to: SqlType, isReplaced: boolean): TypeChange {
  const one = parsed(from.type);
  const other = parsed(to.type);
  if (isReplaced) return { gentle: false, safe: false, using: true };
  const isSame = one.name === other.name;
  const within = (lists: readonly (readonly string[])[]): boolean =>
    isSame || lists.some((list) => list.includes(one.name) && list.includes(other.name));
  return {
    gentle: within(families) && from.collation === to.collation,
    safe: isSafe(one, other) && from.collation === to.collation,
    using: !within(assignable) && other.name !== "text",
  };
}

/** A column's type and collation, as SQL. */
type SqlType = Pick<ColumnSql, "type" | "collation">;

interface ParsedType {
  /** Without modifiers; of an array with its brackets. */
  readonly name: string;
  readonly modifiers: readonly number[];
}

/** As `format_type` writes types: `numeric(10,2)`, `timestamp(3) without time zone`, `character varying(5)[]`. */
function parsed(type: string): ParsedType {
  // A quoted name is one that a user gave, and may hold anything.
  if (type.includes('"')) return { name: type, modifiers: [] };
  const modifiers = /\(([\d,-]+)\)/.exec(type)?.[1]?.split(",").map(Number) ?? [];
  return { name: type.replace(/\([\d,-]+\)/, ""), modifiers };
}

function isSafe(from: ParsedType, to: ParsedType): boolean {
  if (from.name === to.name) {
    if (to.modifiers.length === 0) return true;
    const [size = 0, scale = 0] = from.modifiers;
    const [wanted = 0, wantedScale = 0] = to.modifiers;
    // Digits before and after the point may both not become fewer.
    return (
      from.modifiers.length > 0 && scale <= wantedScale && size - scale <= wanted - wantedScale
    );
  }
  const list = widening.find((names) => names.some((name) => name === from.name)) ?? [];
  const position = (list as readonly string[]).indexOf(to.name); // a list of literals asks for one of them
  return position > (list as readonly string[]).indexOf(from.name) && to.modifiers.length === 0;
}
