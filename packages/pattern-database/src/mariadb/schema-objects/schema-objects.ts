import { compareCodePoints } from "../../model/compare-code-points.js";
import type { SchemaObject } from "../../model/schema-object.js";
import type { Catalogue } from "../catalogue/catalogue.js";
import { objectNames, type ReadTable } from "../model/read-tables.js";
import { foreignEngines } from "../model/foreign-engines.js";
import { databaseSql } from "../schema-sql/database-sql.js";
import { neededTables } from "../schema-sql/needed-tables.js";
import { tableSql } from "../schema-sql/table-sql.js";
import { withoutDefiner } from "../schema-sql/without-definer.js";
import { withoutOwnName } from "../sql/own-names.js";
import { bodyStatements, databaseId, objectId, shown } from "./object-parts.js";
import { triggerObjects } from "./trigger-objects.js";

/**
 * Every object of what was selected as the server's own `show create` says it, without the users who made them; sorted
 * by id. Names of other databases stay in them, unlike in the SQL that tests make a database of.
 */
export function schemaObjects(
  catalogue: Catalogue,
  tables: ReadonlyMap<string, ReadTable>,
  selected: ReadonlySet<string>,
): readonly SchemaObject[] {
  const { database, server } = catalogue;
  const names = objectNames(catalogue);
  const own = (sql: string): string => withoutOwnName(withoutDefiner(sql), database, names);
  const needed = neededTables(tables, selected);
  const relations = [...needed.values()].map((read) =>
    read.row.type === "VIEW" ? viewObject(read, needed, own) : tableObject(read, own),
  );
  const objects: readonly Unnamed[] = [
    { kind: "schema", id: databaseId, name: "", needs: [], create: [databaseSql(server)] },
    ...sequenceObjects(catalogue, own),
    ...relations,
    ...routineObjects(catalogue, own),
    ...triggerObjects(catalogue, needed, own),
  ];
  return objects
    .map(({ name, ...object }) => ({
      ...object,
      name: name === "" ? database : `${database}.${name}`,
    }))
    .toSorted((left, right) => compareCodePoints(left.id, right.id));
}

/** An object whose name for people is still without the database. */
type Unnamed = SchemaObject;

/** Makes a statement mean the same in a database of another name, and of another user. */
type Own = (sql: string) => string;

function sequenceObjects({ relations, statements }: Catalogue, own: Own): readonly Unnamed[] {
  return relations
    .filter(({ type }) => type === "SEQUENCE")
    .map(({ name }) => {
      const sql = statements.get(name)?.sql;
      const id = objectId("SEQUENCE", name);
      return {
        kind: "sequence",
        id,
        name,
        needs: [],
        ...shown(id, sql === undefined ? [] : [own(sql)]),
      };
    });
}

function tableObject({ row: { name, engine }, table }: ReadTable, own: Own): Unnamed {
  const id = objectId("TABLE", name);
  const isFar = foreignEngines.has(engine?.toUpperCase() ?? "");
  // Where its rows are is not read: it may hold a password.
  const sql = table === undefined || isFar ? [] : [own(tableSql(name, table, () => true))];
  return { kind: "table", id, name, needs: [], ...shown(id, sql) };
}

function viewObject(
  { row: { name }, statement, view }: ReadTable,
  needed: ReadonlyMap<string, ReadTable>,
  own: Own,
): Unnamed {
  const id = objectId("VIEW", name);
  const needs = (view?.reads ?? []).flatMap((other) => {
    const read = needed.get(other);
    return read === undefined ? [] : objectId(read.row.type === "VIEW" ? "VIEW" : "TABLE", other);
  });
  return {
    kind: "view",
    id,
    name,
    needs: needs.toSorted(compareCodePoints),
    ...shown(id, statement === undefined ? [] : [own(statement)]),
  };
}

function routineObjects({ routines, routineStatements }: Catalogue, own: Own): readonly Unnamed[] {
  return routines.map(({ name, type }) => {
    const { sql, sqlMode = "" } = routineStatements.get(`${type} ${name}`) ?? {};
    const id = objectId(type, name);
    const create = sql === undefined ? [] : bodyStatements(own(sql), sqlMode);
    return { kind: "function", id, name, needs: [], ...shown(id, create) };
  });
}
