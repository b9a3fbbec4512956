import type { Catalogue, ObjectId } from "../catalogue/catalogue.js";
import { sqlName } from "../catalogue/sql-literal.js";
import type { CatalogueIndex } from "../model/catalogue-index.js";
import { addRowSecurity, addTriggers } from "./behaviour-statements.js";
import { commentStatements } from "./comment-sql.js";
import { isEmbedded } from "./embedded-extensions.js";
import { addForeignKeys, addParts, attachPartitions } from "./later-statements.js";
import { ObjectWriter } from "./object-writer.js";
import { SchemaOutput } from "./schema-output.js";
import { isTable, SchemaParts } from "./schema-parts.js";
import { visibleSql } from "./visible-sql.js";

/** What of a catalogue the SQL is for. */
export interface SchemaSelection {
  readonly schemas: ReadonlySet<string>;
  readonly types: ReadonlySet<ObjectId>;
}

/** SQL, and what it leaves out. */
export interface SchemaSql {
  readonly sql: string;
  /** For people: `extension "postgis"`. */
  readonly omissions: readonly string[];
}

/** SQL that makes an empty database of the same schema, in an order that works. */
export function schemaSql(
  catalogue: Catalogue,
  index: CatalogueIndex,
  selection: SchemaSelection,
): SchemaSql {
  const parts = new SchemaParts(catalogue, index);
  const output = new SchemaOutput();
  const state = { catalogue, parts, output };
  writeObjects(catalogue, new ObjectWriter(catalogue, parts, output), output, selection);
  addParts(state);
  attachPartitions(state);
  addForeignKeys(state);
  addTriggers(state);
  addRowSecurity(state);
  for (const comment of commentStatements(catalogue, index, output)) output.add(comment);
  const sql = [
    "-- Functions may name what comes after them.",
    "SET check_function_bodies = off;",
    ...output.statements.map((statement) => `${statement};`),
    "RESET check_function_bodies;",
    "",
  ];
  return { sql: visibleSql(sql.join("\n\n")), omissions: output.omissions };
}

/** The writer brings what an object needs before it; the order here is the one that people expect. */
function writeObjects(
  catalogue: Catalogue,
  writer: ObjectWriter,
  output: SchemaOutput,
  selection: SchemaSelection,
): void {
  const { extensions, functions, relations, sequences, types } = catalogue;
  for (const { schema, selected } of relations) if (selected) writer.schema(schema);
  for (const { name, schema } of extensions) {
    if (!isEmbedded(name)) {
      output.omit(`extension ${sqlName(name)}`);
      continue;
    }
    writer.schema(schema);
    output.add(`CREATE EXTENSION ${sqlName(name)} WITH SCHEMA ${sqlName(schema)}`);
  }
  const read = new Set(relations.map(({ id }) => id));
  for (const { id, schema, owner } of sequences) {
    if (owner === null ? selection.schemas.has(schema) : read.has(owner)) writer.sequence(id);
  }
  for (const { id } of types) if (selection.types.has(id)) writer.visit("type", id);
  for (const row of relations) if (isTable(row)) writer.visit("relation", row.id);
  for (const { id, schema } of functions) {
    if (selection.schemas.has(schema)) writer.visit("function", id);
  }
  for (const { id } of relations) writer.visit("relation", id);
  // Functions of other schemas that parts of tables call.
  for (const { expressionId } of catalogue.columns) {
    if (expressionId !== null) writer.visitDependencies("default", expressionId);
  }
  for (const { id } of catalogue.indexes) writer.visitDependencies("relation", id);
  for (const { id, relation } of catalogue.constraints) {
    if (relation !== 0) writer.visitDependencies("constraint", id);
  }
  for (const { id } of catalogue.triggers) writer.visitDependencies("trigger", id);
  for (const { id } of catalogue.policies) writer.visitDependencies("policy", id);
}
