import type { ServerError } from "./server-error.js";

/** What an error is about, as far as its message tells. */
export interface Names {
  readonly schema?: string | undefined;
  readonly table?: string | undefined;
  readonly columns?: readonly string[] | undefined;
  readonly constraint?: string | undefined;
}

/** A name in backquotes; one within is doubled. */
const name = "`((?:[^`]|``)*)`";
const foreignKey = new RegExp(
  `\\(${name}\\.${name}(?:, CONSTRAINT ${name} FOREIGN KEY \\(([^]*))?`,
);
const check = new RegExp(`^CONSTRAINT ${name} failed for ${name}\\.${name}$`);
const view = new RegExp(`^CHECK OPTION failed ${name}\\.${name}$`);
const column = /^(?:Column|Field) '([^]*)' (?:cannot be null|doesn't have a default value)$/;
const nulled = /NULL supplied to NOT NULL column '([^]*)' at row \d+$/;
const value = new RegExp(` for column ${name}\\.${name}\\.${name} at row \\d+$`);
const size = /^(?:Out of range value|Data too long|Data truncated) for column '([^]*)' at row \d+$/;

/** The names in the message of an error (`errmsg-utf8.txt` of the server). A long message ends early, without its names. */
export function namesIn({ number, text }: ServerError): Names {
  switch (number) {
    case 1062:
    case 1586:
      // The last one: what comes before holds a value, which may hold anything.
      return { constraint: textBetween(text, "' for key '", "'") };
    case 1451:
    case 1452:
      return foreignKeyNames(text, number === 1452);
    case 4025:
      return checkNames(text);
    case 1369:
      return tableNames(view.exec(text));
    case 1048:
    case 1364:
      return columnNames(column.exec(text));
    case 1263:
      return columnNames(nulled.exec(text));
    case 1264:
    case 1265:
    case 1406:
      return columnNames(size.exec(text));
    case 1292:
    case 1366:
      return valueNames(text);
    default:
      return {};
  }
}

function textBetween(text: string, before: string, after: string): string | undefined {
  const start = text.lastIndexOf(before);
  if (start === -1 || !text.endsWith(after)) return undefined;
  return text.slice(start + before.length, -after.length);
}

/** Of the table that refers to the other. @param ofRow its columns are those of the row that was refused */
function foreignKeyNames(text: string, ofRow: boolean): Names {
  const match = foreignKey.exec(text);
  if (match === null) return {};
  const [, , , constraint, rest = ""] = match;
  const columns = new RegExp(`^${name}(?:, ${name})*\\)`).exec(rest)?.[0] ?? "";
  return {
    ...tableNames(match),
    constraint: constraint === undefined ? undefined : unquoted(constraint),
    columns: ofRow ? [...columns.matchAll(new RegExp(name, "g"))].map(first) : [],
  };
}

/** The check of a column is called `<table>.<column>`. */
function checkNames(text: string): Names {
  const [, constraint = "", schema = "", table = ""] = check.exec(text)?.map(unquoted) ?? [];
  if (constraint === "") return {};
  const ofColumn = constraint.startsWith(`${table}.`);
  if (!ofColumn) return { schema, table, constraint };
  const own = constraint.slice(table.length + 1);
  return { schema, table, constraint: own, columns: [own] };
}

function tableNames(match: RegExpExecArray | null): Names {
  const [, schema, table] = match?.map((part) => unquoted(part)) ?? [];
  return { schema, table };
}

function columnNames(match: RegExpExecArray | null): Names {
  const [, own] = match ?? [];
  return own === undefined ? {} : { columns: [own] };
}

function valueNames(text: string): Names {
  const match = value.exec(text);
  const own = match?.[3];
  return { ...tableNames(match), ...(own !== undefined && { columns: [unquoted(own)] }) };
}

function first([, part = ""]: RegExpMatchArray): string {
  return unquoted(part);
}

function unquoted(text: string): string {
  return text.replaceAll("``", "`");
}
