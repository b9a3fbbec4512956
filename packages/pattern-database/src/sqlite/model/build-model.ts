import { createHash } from "node:crypto";
import type { ReadOptions } from "../../dialect/database-reader.js";
import { compareCodePoints } from "../../model/compare-code-points.js";
import type { DatabaseModel } from "../../model/database-model.js";
import { unitId } from "../../names/unit-id.js";
import type { Catalogue } from "../catalogue/catalogue.js";
import { schemaSql } from "../schema-sql/schema-sql.js";
import { CatalogueIndex } from "./catalogue-index.js";
import { tableModel } from "./table-model.js";
import { ViewNullability } from "./view-nullability.js";

/** The schema of a file; others are attached by connections. */
const defaultSchema = "main";

/** The model, and what its SQL leaves out. */
export interface BuiltModel {
  readonly model: DatabaseModel;
  readonly omissions: readonly string[];
}

/**
 * The model of what was read.
 * @param digest of the document it was read from; left out: of what was read
 */
export function buildModel(
  catalogue: Catalogue,
  { name, typing }: Pick<ReadOptions, "name" | "typing">,
  digest?: string,
): BuiltModel {
  const index = new CatalogueIndex(catalogue);
  const nullability = new ViewNullability(index);
  const { sql, omissions } = schemaSql(catalogue, index);
  const tables = catalogue.tables
    .filter(({ selected }) => selected)
    .map((row) => tableModel(row, index, nullability))
    .toSorted((left, right) => compareCodePoints(left.name, right.name));
  const read = { tables, schemaSql: sql };
  const ids = tables.map((table) => unitId(table, defaultSchema));
  const model: DatabaseModel = {
    name,
    dialect: "sqlite",
    // That of the file's format: the library is whatever program reads it.
    serverVersion: "3",
    defaultSchema,
    schemas: [defaultSchema],
    enums: [],
    domains: [],
    composites: [],
    ranges: [],
    sequences: [],
    functions: [],
    extensions: [],
    objects: [],
    ...read,
    typing,
    unit: {
      singular: "table",
      plural: "tables",
      count: ids.length,
      ids: ids.toSorted(compareCodePoints),
    },
    documentDigest:
      digest ?? `sha256-${createHash("sha256").update(JSON.stringify(read)).digest("hex")}`,
  };
  return { model, omissions };
}
