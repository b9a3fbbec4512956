import { createHash } from "node:crypto";
import type { Catalogue, SequenceRow } from "../catalogue/catalogue.js";
import type { ReadOptions } from "../../dialect/database-reader.js";
import { CatalogueNullability } from "../nullability/catalogue-nullability.js";
import { unitId } from "../../names/unit-id.js";
import { schemaObjects } from "../schema-objects/schema-objects.js";
import { schemaSql } from "../schema-sql/schema-sql.js";
import { sequenceSql } from "../schema-sql/sequence-sql.js";
import { CatalogueIndex } from "./catalogue-index.js";
import { compareCodePoints } from "../../model/compare-code-points.js";
import type { DatabaseModel } from "../../model/database-model.js";
import { tableModel } from "./table-model.js";
import { typeModel } from "./type-model.js";
import { ViewOrigins } from "./view-origins.js";
import { usedTypes } from "./used-types.js";

/** The schema that PostgreSQL's own search path ends with. */
const defaultSchema = "public";

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
  { name, schema, typing }: Pick<ReadOptions, "name" | "schema" | "typing">,
  digest?: string,
): BuiltModel {
  const index = new CatalogueIndex(catalogue);
  const nullability = new CatalogueNullability(catalogue);
  const origins = new ViewOrigins(catalogue);
  const schemas = new Set(schema ?? catalogue.server.schemas);
  const types = usedTypes(catalogue, index, schemas);
  const selection = { schemas, types };
  const { sql, omissions } = schemaSql(catalogue, index, selection);
  const tables = catalogue.relations
    .filter(({ selected }) => selected)
    .map((row) => tableModel(row, index, nullability, origins));
  const read = {
    schemas: catalogue.server.schemas.filter((candidate) => schemas.has(candidate)),
    tables,
    ...typeModels(catalogue, index, types),
    sequences: catalogue.sequences
      .filter((row) => !row.identity && isSelected(row, index, schemas))
      .map((row) => ({ schema: row.schema, name: row.name, sql: sequenceSql(row) })),
    functions: catalogue.functions.flatMap(
      ({ schema: owner, name: functionName, kind, sql: text }) =>
        schemas.has(owner) && text !== null
          ? [
              {
                schema: owner,
                name: functionName,
                sql: text,
                kind: kind === "p" ? ("procedure" as const) : ("function" as const),
              },
            ]
          : [],
    ),
    extensions: catalogue.extensions.map(({ name: extension, version, schema: owner }) => ({
      name: extension,
      version,
      schema: owner,
    })),
    schemaSql: sql,
  };
  // A partition is reached through the table that it is a part of, so it is no unit of its own.
  const ids = tables
    .filter(({ partitionOf }) => partitionOf === null)
    .map((table) => unitId(table, defaultSchema));
  const model: DatabaseModel = {
    name,
    dialect: "postgresql",
    defaultSchema,
    // Without the name of the distribution.
    serverVersion: /^\S+/.exec(catalogue.server.version)?.[0] ?? catalogue.server.version,
    ...read,
    objects: schemaObjects(catalogue, index, selection),
    typing,
    unit: {
      singular: "table",
      plural: "tables",
      count: ids.length,
      ids: ids.toSorted(compareCodePoints),
    },
    documentDigest: digest ?? digestOf(JSON.stringify(read)),
  };
  return { model, omissions };
}

function isSelected(
  { schema, owner }: SequenceRow,
  { relations }: CatalogueIndex,
  schemas: ReadonlySet<string>,
): boolean {
  return owner === null ? schemas.has(schema) : relations.has(owner);
}

function typeModels(
  catalogue: Catalogue,
  index: CatalogueIndex,
  used: ReadonlySet<number>,
): Pick<DatabaseModel, "enums" | "domains" | "composites" | "ranges"> {
  const named = catalogue.types.filter(
    ({ id, schema }) => used.has(id) && schema !== "pg_catalog" && schema !== "information_schema",
  );
  const ofKind = (kind: string) => named.filter((type) => type.kind === kind);
  return {
    enums: ofKind("e").map(({ id, schema, name, values }) => ({
      schema,
      name,
      values: values ?? [],
      comment: index.comment("type", id),
    })),
    domains: ofKind("d").map((type) => ({
      schema: type.schema,
      name: type.name,
      base: typeModel(index.types, type.base ?? 0, type.baseSql ?? ""),
      notNull: type.notNull,
      default: type.default,
      checks: index.domainChecks.of(type.id).map(({ name, expression, definition }) => ({
        name,
        expression: expression ?? definition,
      })),
    })),
    composites: ofKind("c")
      .filter(({ relationKind }) => relationKind === "c")
      .map(({ id, schema, name }) => ({
        schema,
        name,
        attributes: index.attributes.of(id).map((attribute) => ({
          name: attribute.name,
          type: typeModel(index.types, attribute.type, attribute.sql),
        })),
      })),
    ranges: ofKind("r").map(({ schema, name, subtype, subtypeSql }) => ({
      schema,
      name,
      subtype: typeModel(index.types, subtype ?? 0, subtypeSql ?? ""),
    })),
  };
}

function digestOf(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("hex")}`;
}
