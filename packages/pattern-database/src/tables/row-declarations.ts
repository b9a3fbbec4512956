import { Code, keyLiteral, stringLiteral } from "@agentflow/core";
import type { NamedTable } from "../names/named-database.js";
import { columnDoc, newColumnDoc } from "../types/column-doc.js";
import type { NamedColumn } from "../types/column-facts.js";
import { valueType } from "../types/column-type.js";
import { isAlwaysThere } from "./always-there.js";
import { keysOf } from "./table-description.js";
import { mayInsert, mayUpdate } from "./table-access.js";

/** `export interface Order { … }`: a row as it is read. */
export function rowDeclaration({ model, id, types, columns }: NamedTable): string {
  const about = model.comment ?? `A row of ${id}.`;
  const members = columns.map((column) =>
    member(keyLiteral(column.key), rowType(column), columnDoc(column)),
  );
  return declaration(types.row, about, members, "Record<string, never>");
}

/** `export interface NewOrder { … }`: what an insert takes. */
export function insertDeclaration(table: NamedTable): string {
  const { id, types, columns } = table;
  if (!mayInsert(table)) return never(types.insert, `Rows of ${id} cannot be inserted.`);
  const members = columns
    .filter(({ insertable }) => insertable)
    .map((column) =>
      column.nullable || column.hasDefault
        ? optional(column, newColumnDoc(column))
        : member(keyLiteral(column.key), rowType(column), newColumnDoc(column)),
    );
  return declaration(types.insert, `A row of ${id} to insert.`, members, "Record<string, never>");
}

/** `export interface OrderChanges { … }`: what an update takes. */
export function changesDeclaration(table: NamedTable): string {
  const { id, types, columns } = table;
  if (!mayUpdate(table)) return never(types.changes, `Rows of ${id} cannot be updated.`);
  const members = columns
    .filter(({ updatable }) => updatable)
    .map((column) => optional(column, ""));
  return declaration(types.changes, `Changes of a row of ${id}.`, members, "never");
}

/** `export interface OrderKey { … }`: the primary key. */
export function keyDeclaration(table: NamedTable): string {
  const { id, model, types, columns } = table;
  if (!model.primaryKey) return never(types.key, `${id} has no primary key.`);
  const keys = keysOf(table, model.primaryKey.columns);
  const members = keys.flatMap((key) => {
    const column = columns.find((one) => one.key === key);
    return column ? [member(keyLiteral(key), valueType(column.type), "")] : [];
  });
  return declaration(types.key, `What finds one row of ${id}.`, members, "never");
}

/** `export interface OrderRelations { … }`: rows of other tables that can be read with a row. */
export function relationsDeclaration(table: NamedTable): string {
  const { id, types, relations } = table;
  const members = relations.map((relation) => {
    const { key, table: other, many } = relation;
    const always = many || isAlwaysThere(table, relation);
    const facts = [
      `readonly table: ${stringLiteral(other.key)};`,
      `readonly row: ${other.types.row}${always ? "" : " | undefined"};`,
      `readonly many: ${many};`,
    ];
    const type = `{\n${facts.map((fact) => `    ${fact}\n`).join("")}  }`;
    const way = relation.forward ? "Along" : "Back along";
    return member(keyLiteral(key), type, `${way} the foreign key ${relation.constraint}.`);
  });
  return declaration(
    types.relations,
    `What rows of ${id} are related to.`,
    members,
    "Record<never, never>",
  );
}

function rowType({ type, nullable }: NamedColumn): string {
  return nullable ? `${valueType(type)} | null` : valueType(type);
}

function optional(column: NamedColumn, doc: string): string {
  // `| undefined` lets callers pass on a value of theirs under exactOptionalPropertyTypes.
  return member(`${keyLiteral(column.key)}?`, `${rowType(column)} | undefined`, doc);
}

function member(key: string, type: string, doc: string): string {
  const comment = Code.comment(doc, "  ").toString();
  return `${comment === "" ? "" : `  ${comment}\n`}  readonly ${key}: ${type};\n`;
}

function declaration(
  name: string,
  about: string,
  members: readonly string[],
  empty: string,
): string {
  const head = `${Code.comment(about).toString()}\nexport `;
  const type = Code.identifier(name).toString();
  // An interface without members would accept every object.
  if (members.length === 0) return `${head}type ${type} = ${empty};\n`;
  return `${head}interface ${type} {\n${members.join("")}}\n`;
}

function never(name: string, reason: string): string {
  return declaration(name, reason, [], "never");
}
