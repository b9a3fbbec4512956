import type { OpenServer } from "../connection/open-server.js";
import type { Row } from "../connection/run-script.js";
import type { Catalogue, ColumnRow, RelationRow } from "./catalogue.js";
import { checkServer } from "./check-server.js";
import { beginReading, queries } from "./queries.js";
import { readStatements, type StatementRequest } from "./read-statements.js";

/**
 * Reads the catalogue in two round trips. MariaDB has no snapshot of it: a schema that changes meanwhile may be read
 * half before and half after.
 * @throws AF_DATABASE_UNSUPPORTED when the server is not MariaDB 10.5 or later
 * @throws what the server's `run` throws
 */
export async function readCatalogue(server: OpenServer): Promise<Catalogue> {
  const rows = await readRows(server);
  const [own = []] = rows.server;
  checkServer(text(own[0]), text(own[1]));
  const relations = rows.relations.map(relationRow);
  const routines = rows.routines.map(([name, type]) => ({ name: text(name), type: text(type) }));
  const triggers = rows.triggers.map(([table, name, timing, event]) => ({
    table: text(table),
    name: text(name),
    timing: text(timing),
    event: text(event),
  }));
  return {
    server: { version: text(own[0]), characterSet: text(own[2]), collation: text(own[3]) },
    database: server.database,
    otherDatabases: rows.otherDatabases.map(([name]) => text(name)),
    grants: rows.grants.map(([grant]) => text(grant)),
    relations,
    columns: rows.columns.map(columnRow),
    views: rows.views.map(([name, updatable]) => ({
      name: text(name),
      updatable: updatable === "YES",
    })),
    triggers,
    routines,
    ...(await readShown(server, { relations, routines, triggers })),
  };
}

type RowsByQuery = Readonly<Record<keyof typeof queries, readonly Row[]>>;

async function readRows(server: OpenServer): Promise<RowsByQuery> {
  const script = [beginReading, ...Object.values(queries)].join(";\n");
  const { results, error } = await server.run(script);
  if (error !== undefined) {
    // What an older server does not understand is told by its version, not by its message.
    const { results: version } = await server.run("select version(), @@version_comment");
    const [own = []] = version[0] ?? [];
    checkServer(text(own[0]), text(own[1]));
    throw server.failure(error);
  }
  // One result for each query, in their order.
  return Object.fromEntries(
    Object.keys(queries).map((name, index) => [name, results[index] ?? []]),
  ) as RowsByQuery;
}

type Shown = Pick<Catalogue, "statements" | "routineStatements" | "triggerStatements">;

async function readShown(
  server: OpenServer,
  { relations, routines, triggers }: Pick<Catalogue, "relations" | "routines" | "triggers">,
): Promise<Shown> {
  const lists: readonly (readonly StatementRequest[])[] = [
    relations.map(({ name, type }) => ({ name, type: shownTypes[type] })),
    routines.flatMap(({ name, type }) =>
      type === "FUNCTION" || type === "PROCEDURE" ? [{ name, type } as const] : [],
    ),
    triggers.map(({ name }) => ({ name, type: "TRIGGER" })),
  ];
  const statements = [...(await readStatements(server, lists.flat()))];
  const [ofRelations, ofRoutines, ofTriggers] = lists.map(
    (requests) =>
      new Map(
        statements
          .splice(0, requests.length)
          // A function and a procedure may have the same name.
          .map((one, index) => [keyOf(requests[index], one.name), one]),
      ),
  );
  return {
    statements: ofRelations ?? new Map(),
    routineStatements: ofRoutines ?? new Map(),
    triggerStatements: ofTriggers ?? new Map(),
  };
}

function keyOf(request: StatementRequest | undefined, name: string): string {
  const type = request?.type;
  return type === "FUNCTION" || type === "PROCEDURE" ? `${type} ${name}` : name;
}

const shownTypes: Readonly<Record<RelationRow["type"], StatementRequest["type"]>> = {
  "BASE TABLE": "TABLE",
  "SYSTEM VERSIONED": "TABLE",
  VIEW: "VIEW",
  SEQUENCE: "SEQUENCE",
};

function relationRow([name, type, engine, comment, collation]: Row): RelationRow {
  return {
    name: text(name),
    // The query asks for these only.
    type: text(type) as RelationRow["type"],
    engine: engine ?? null,
    comment: text(comment),
    collation: collation ?? null,
  };
}

function columnRow(row: Row): ColumnRow {
  const [
    table,
    name,
    nullable,
    type,
    sql,
    standard,
    extra,
    generated,
    comment,
    privileges,
    collation,
  ] = row;
  return {
    table: text(table),
    name: text(name),
    notNull: nullable === "NO",
    type: text(type),
    sql: text(sql),
    default: standard ?? null,
    extra: text(extra),
    generated: generated ?? null,
    collation: collation ?? null,
    comment: text(comment),
    privileges: text(privileges),
  };
}

function text(value: string | null | undefined): string {
  return value ?? "";
}
