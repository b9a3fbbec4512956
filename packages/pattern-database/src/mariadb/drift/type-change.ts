import { type Token, tokensOf } from "../sql/tokens.js";
import type { TableColumn } from "./table-column.js";

const integers = ["TINYINT", "SMALLINT", "MEDIUMINT", "INT", "BIGINT"];

/** Types by how many bytes they hold; those with a length of their own hold as many characters. */
const texts: Readonly<Record<string, number>> = {
  TINYTEXT: 255,
  TEXT: 65_535,
  MEDIUMTEXT: 16_777_215,
  LONGTEXT: 4_294_967_295,
};
const blobs: Readonly<Record<string, number>> = {
  TINYBLOB: 255,
  BLOB: 65_535,
  MEDIUMBLOB: 16_777_215,
  LONGBLOB: 4_294_967_295,
};
/** Bytes that a character has at most. */
const widest = 4;

/** Types that convert to those of their own list, and to and from texts and bytes, alone (tried on MariaDB 10.11). */
const apart: readonly (readonly string[])[] = [
  ["UUID"],
  ["INET4"],
  ["INET6"],
  [
    "GEOMETRY",
    "POINT",
    "LINESTRING",
    "POLYGON",
    "MULTIPOINT",
    "MULTILINESTRING",
    "MULTIPOLYGON",
    "GEOMETRYCOLLECTION",
  ],
];
const convertible: ReadonlySet<string> = new Set([
  "CHAR",
  "VARCHAR",
  "ENUM",
  "SET",
  "BINARY",
  "VARBINARY",
  ...Object.keys(texts),
  ...Object.keys(blobs),
]);

interface ParsedType {
  /** In capitals. */
  readonly word: string;
  readonly sizes: readonly number[];
  readonly values: readonly string[];
  readonly unsigned: boolean;
}

/** Whether the server makes values of one type values of another at all. */
export function isConvertible(
  before: Pick<TableColumn, "type">,
  after: Pick<TableColumn, "type">,
): boolean {
  const [from, to] = [parsed(before.type).word, parsed(after.type).word];
  return listOf(from) === listOf(to) || convertible.has(from) || convertible.has(to);
}

/** The list that a type stands in; -1 for numbers and times, which become each other. */
function listOf(word: string): number {
  return apart.findIndex((list) => list.includes(word));
}

/** Whether every value of a column stays what it is when the column changes its type. */
export function isSafeChange(
  before: Pick<TableColumn, "type" | "collation">,
  after: Pick<TableColumn, "type" | "collation">,
): boolean {
  if (before.collation !== after.collation) return false;
  const [from, to] = [parsed(before.type), parsed(after.type)];
  return (
    before.type === after.type ||
    isWiderInteger(from, to) ||
    isWiderText(from, to) ||
    isWiderBinary(from, to) ||
    (from.word === to.word && isSameWord(from, to)) ||
    (from.word === "FLOAT" && to.word === "DOUBLE" && to.sizes.length === 0 && !to.unsigned) ||
    (from.word === "DATE" && to.word === "DATETIME")
  );
}

function parsed(type: string): ParsedType {
  const tokens = tokensOf(type);
  const of = (kind: Token["kind"]): readonly string[] =>
    tokens.filter((token) => token.kind === kind).map(({ value }) => value);
  const words = of("word");
  return {
    word: words[0] ?? "",
    sizes: of("number").map(Number),
    values: of("text"),
    unsigned: words.includes("UNSIGNED"),
  };
}

/** The number in parentheses is how wide a client may show it. */
function isWiderInteger(from: ParsedType, to: ParsedType): boolean {
  const [old, wanted] = [integers.indexOf(from.word), integers.indexOf(to.word)];
  if (old === -1 || wanted === -1) return false;
  return from.unsigned === to.unsigned ? wanted >= old : from.unsigned && wanted > old;
}

function isWiderText(from: ParsedType, to: ParsedType): boolean {
  const [size = 0] = from.sizes;
  const isShort = from.word === "VARCHAR" || from.word === "CHAR";
  const bytes = isShort ? size * widest : texts[from.word];
  if (bytes === undefined) return false;
  if (to.word === "VARCHAR") return isShort && size <= (to.sizes[0] ?? 0);
  return bytes <= (texts[to.word] ?? -1);
}

function isWiderBinary(from: ParsedType, to: ParsedType): boolean {
  const [size = 0] = from.sizes;
  const isShort = from.word === "VARBINARY" || from.word === "BINARY";
  const bytes = isShort ? size : blobs[from.word];
  if (bytes === undefined) return false;
  if (to.word === "VARBINARY") return isShort && size <= (to.sizes[0] ?? 0);
  return bytes <= (blobs[to.word] ?? -1);
}

function isSameWord(from: ParsedType, to: ParsedType): boolean {
  const [size = 0, scale = 0] = from.sizes;
  const [wanted = 0, wantedScale = 0] = to.sizes;
  switch (from.word) {
    case "ENUM":
    case "SET":
      return from.values.every((value) => to.values.includes(value));
    case "DECIMAL":
      return (
        (from.unsigned || !to.unsigned) &&
        scale <= wantedScale &&
        size - scale <= wanted - wantedScale
      );
    case "CHAR":
    case "BIT":
    case "TIME":
    case "DATETIME":
    case "TIMESTAMP":
      return size <= wanted;
    default:
      return false;
  }
}
