import type { DatabaseSync } from "node:sqlite";
import { tablePattern } from "../../input/table-pattern.js";
import type { ReadOptions } from "../../dialect/database-reader.js";
import { sqlName } from "../sql/sql-name.js";
import { isWord, sqlTokens } from "../sql/sql-tokens.js";
import type { Catalogue, ColumnRow, ObjectRow } from "./catalogue.js";

const ofTables = `pragma_table_list t`;
const realTables = `t.schema = 'main' and t.type = 'table' and t.name not like 'sqlite\\_%' escape '\\'`;

/** Each gives the rows of one part of the catalogue, in an order of its own. */
const queries = {
  objects: `select type, name, tbl_name as "table", sql from main.sqlite_schema
    where sql is not null and name not like 'sqlite\\_%' escape '\\' order by rowid`,
  tables: `select t.name, t.type, t.wr as withoutRowid, t.strict from ${ofTables}
    where t.schema = 'main' and t.name not like 'sqlite\\_%' escape '\\' order by t.name`,
  columns: `select t.name as "table", c.cid as position, c.name, c.type, c."notnull" as "notNull",
    c.dflt_value as "default", c.pk as primaryKey, c.hidden
    from ${ofTables} join pragma_table_xinfo(t.name, 'main') c where ${realTables} order by t.name, c.cid`,
  foreignKeys: `select t.name as "table", f.id, f.seq as position, f."table" as referenced, f."from" as "column",
    f."to" as referencedColumn, f.on_update as onUpdate, f.on_delete as onDelete
    from ${ofTables} join pragma_foreign_key_list(t.name, 'main') f where ${realTables}
    order by t.name, f.id desc, f.seq`,
  indexes: `select t.name as "table", i.name, i."unique", i.origin, i.partial
    from ${ofTables} join pragma_index_list(t.name, 'main') i where ${realTables} order by t.name, i.name`,
  indexColumns: `select i.name as "index", c.seqno as position, c.name, c.coll as collation
    from ${ofTables} join pragma_index_list(t.name, 'main') i join pragma_index_xinfo(i.name, 'main') c
    where ${realTables} and c.key order by i.name, c.seqno`,
} as const;

/**
 * Reads the catalogue in one transaction, and so of one moment. Rows of tables are not read.
 * @throws what SQLite throws
 */
export function readCatalogue(
  database: DatabaseSync,
  { includeTable, excludeTable }: Pick<ReadOptions, "includeTable" | "excludeTable">,
): Catalogue {
  database.exec("begin");
  try {
    const included = matcher(includeTable ?? ["*"]);
    const excluded = matcher(excludeTable ?? []);
    const parts = Object.entries(queries).map(
      ([name, query]) =>
        [
          name,
          database
            .prepare(query)
            .all()
            .map((row) => ({ ...row })),
        ] as const,
    );
    // The shapes are those of the queries above.
    const read = Object.fromEntries(parts) as unknown as Omit<
      Catalogue,
      "brokenViews" | "viewColumns"
    >;
    const objects = read.objects.map(asWritten);
    const views = readViews(database, read);
    const broken = new Set(views.brokenViews.map(({ name }) => name));
    const tables = read.tables.map((table) => ({
      ...table,
      selected:
        (table.type === "table" || (table.type === "view" && !broken.has(table.name))) &&
        included(table.name) &&
        !excluded(table.name),
    }));
    return { ...read, objects, tables, ...views };
  } finally {
    database.exec("rollback");
  }
}

/**
 * The same statement, however SQLite came to it: without what follows its last word, which may be a comment that would hide
 * the semicolon, and with the name of a table in quotes, as SQLite writes it for one that was renamed.
 */
function asWritten(object: ObjectRow): ObjectRow {
  const { type, sql } = object;
  const tokens = sqlTokens(sql);
  const end = tokens.at(-1)?.end ?? 0;
  const [, word, name] = tokens;
  if (type !== "table" || !isWord(word, "table") || name === undefined)
    return { ...object, sql: sql.slice(0, end) };
  const written = sql.slice(0, name.start) + sqlName(name.text) + sql.slice(name.end, end);
  return { ...object, sql: written };
}

function matcher(globs: readonly string[]): (name: string) => boolean {
  const patterns = globs.map((glob) => new RegExp(`^(?:${tablePattern(glob)})$`, "su"));
  return (name) => patterns.some((pattern) => pattern.test(`main.${name}`));
}

/** Each by itself: one that selects from what is gone is an error. */
function readViews(
  database: DatabaseSync,
  { tables, columns }: Pick<Catalogue, "columns" | "tables">,
): Pick<Catalogue, "brokenViews" | "columns" | "viewColumns"> {
  const viewColumns: Catalogue["viewColumns"][number][] = [];
  const brokenViews: Catalogue["brokenViews"][number][] = [];
  const columnsOfViews: ColumnRow[] = [];
  for (const { name } of tables.filter(({ type }) => type === "view")) {
    try {
      const statement = database.prepare(`select * from main.${sqlName(name)}`);
      statement.columns().forEach((column, position) => {
        viewColumns.push({
          view: name,
          name: column.name,
          originTable: column.database === "main" ? column.table : null,
          originColumn: column.database === "main" ? column.column : null,
        });
        columnsOfViews.push({
          table: name,
          position,
          name: column.name,
          type: column.type ?? "",
          notNull: 0,
          default: null,
          primaryKey: 0,
          hidden: 0,
        });
      });
    } catch (error) {
      brokenViews.push({ name, reason: error instanceof Error ? error.message : String(error) });
    }
  }
  return { brokenViews, viewColumns, columns: [...columns, ...columnsOfViews] };
}
