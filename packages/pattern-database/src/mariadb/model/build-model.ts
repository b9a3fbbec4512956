import { createHash } from "node:crypto";
import type { DatabaseInput } from "../../input/database-input.js";
import { compareCodePoints } from "../../model/compare-code-points.js";
import type { DatabaseModel } from "../../model/database-model.js";
import { unitId } from "../../names/unit-id.js";
import type { Catalogue } from "../catalogue/catalogue.js";
import { schemaObjects } from "../schema-objects/schema-objects.js";
import { schemaSql } from "../schema-sql/schema-sql.js";
import { withoutDefiner } from "../schema-sql/without-definer.js";
import { quotedName } from "../sql/quoted.js";
import { DeleteGrants } from "./delete-grants.js";
import { EnumModels } from "./enum-models.js";
import { objectNames, readTables } from "./read-tables.js";
import { tableModel, type TableScope, viewModel } from "./table-model.js";
import { ViewWritings } from "./view-writing.js";

/** The model, and what its SQL leaves out. */
export interface BuiltModel {
  readonly model: DatabaseModel;
  readonly omissions: readonly string[];
}

/** The model of what was read. */
export function buildModel(
  catalogue: Catalogue,
  { name, typing }: Pick<DatabaseInput, "name" | "typing">,
  isSelected: (table: string) => boolean,
): BuiltModel {
  const { database } = catalogue;
  const read = readTables(catalogue);
  const selected = new Set([...read.keys()].filter(isSelected));
  const enums = new EnumModels(
    catalogue.columns.filter(({ table }) => selected.has(table)),
    database,
  );
  const scope: TableScope = {
    database,
    objects: objectNames(catalogue),
    enums,
    deletes: new DeleteGrants(catalogue.grants, database),
    referable: new Set([...selected].filter((table) => read.get(table)?.table !== undefined)),
    triggerStatements: catalogue.triggerStatements,
    triggers: Map.groupBy(catalogue.triggers, ({ table }) => table),
  };
  const writings = new ViewWritings(read, catalogue);
  const tables = [...read.values()]
    .filter(({ row }) => selected.has(row.name))
    .map((table) =>
      table.row.type === "VIEW"
        ? viewModel(table, writings.of(table.row.name), scope)
        : tableModel(table, scope),
    );
  const { sql, omissions } = schemaSql(catalogue, read, selected);
  const parts = {
    schemas: [database],
    tables,
    enums: enums.models,
    domains: [],
    composites: [],
    ranges: [],
    sequences: sequenceModels(catalogue),
    functions: functionModels(catalogue),
    extensions: [],
    schemaSql: sql,
    objects: schemaObjects(catalogue, read, selected),
  };
  const ids = tables.map((table) => unitId(table, database));
  const model: DatabaseModel = {
    name,
    dialect: "mariadb",
    serverVersion: /^[\d.]+/.exec(catalogue.server.version)?.[0] ?? catalogue.server.version,
    defaultSchema: database,
    ...parts,
    typing,
    unit: {
      singular: "table",
      plural: "tables",
      count: ids.length,
      ids: ids.toSorted(compareCodePoints),
    },
    documentDigest: `sha256-${createHash("sha256").update(JSON.stringify(parts)).digest("hex")}`,
  };
  return { model, omissions: [...brokenViews(catalogue, read), ...omissions] };
}

function sequenceModels({
  relations,
  statements,
  database,
}: Catalogue): DatabaseModel["sequences"] {
  return relations.flatMap(({ name, type }) => {
    const sql = type === "SEQUENCE" ? statements.get(name)?.sql : undefined;
    return sql === undefined ? [] : [{ schema: database, name, sql }];
  });
}

function functionModels({
  routines,
  routineStatements,
  database,
}: Catalogue): DatabaseModel["functions"] {
  return routines.flatMap(({ name, type }) => {
    const sql = routineStatements.get(`${type} ${name}`)?.sql;
    if (sql === undefined) return [];
    const kind = type === "PROCEDURE" ? ("procedure" as const) : ("function" as const);
    return [{ schema: database, name, sql: withoutDefiner(sql), kind }];
  });
}

function brokenViews(
  { relations }: Catalogue,
  read: ReturnType<typeof readTables>,
): readonly string[] {
  return relations
    .filter(({ name, type }) => type !== "SEQUENCE" && !read.has(name))
    .map(({ name }) => `view ${quotedName(name)}, which reads what is not there`);
}
