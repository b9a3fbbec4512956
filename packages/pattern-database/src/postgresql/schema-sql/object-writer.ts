import type { Catalogue, ObjectId, ObjectKind, RelationRow } from "../catalogue/catalogue.js";
import { ObjectMap } from "../catalogue/object-map.js";
import { sqlName } from "../catalogue/sql-literal.js";
import type { CatalogueIndex } from "../model/catalogue-index.js";
import { qualifiedName } from "./qualified-name.js";
import type { SchemaOutput } from "./schema-output.js";
import { isTable, type SchemaParts } from "./schema-parts.js";
import { sequenceSql } from "./sequence-sql.js";
import { isDefaultLater, isInline, tableSql } from "./table-sql.js";
import { typeSql } from "./type-sql.js";

/** Writes types, tables, functions and views, each after what it needs. */
export class ObjectWriter {
  readonly #index: CatalogueIndex;
  readonly #parts: SchemaParts;
  readonly #output: SchemaOutput;
  readonly #schemaIds: ReadonlyMap<string, ObjectId>;
  /** What was written or left out, and what is being written. */
  readonly #visited = new ObjectMap<true>();

  constructor({ server }: Catalogue, parts: SchemaParts, output: SchemaOutput) {
    this.#index = parts.index;
    this.#parts = parts;
    this.#output = output;
    this.#schemaIds = new Map(server.schemas.map((name, i) => [name, server.schemaIds[i] ?? 0]));
  }

  /** Writes a schema, once. */
  schema(name: string): void {
    const id = this.#schemaIds.get(name) ?? 0;
    if (this.#output.isBuilt("schema", id)) return;
    this.#output.markBuilt("schema", id);
    // Every new database has it.
    if (name !== "public") this.#output.add(`CREATE SCHEMA ${sqlName(name)}`);
  }

  /** Writes a sequence, unless an identity column brings it. */
  sequence(id: ObjectId): void {
    const sequence = this.#parts.sequences.get(id);
    if (sequence === undefined || sequence.identity || this.#output.isBuilt("relation", id)) return;
    this.#output.markBuilt("relation", id);
    this.schema(sequence.schema);
    this.#output.add(sequenceSql(sequence));
  }

  /** Writes an object after what it needs. */
  visit(kind: ObjectKind, id: ObjectId): void {
    if (this.#visited.has(kind, id)) return;
    this.#visited.set(kind, id, true);
    if (kind === "type") this.#type(id);
    if (kind === "relation") this.#relation(id);
    if (kind === "function") this.#function(id);
  }

  #type(id: ObjectId): void {
    const type = this.#index.types.get(id);
    if (type === undefined) return;
    for (const part of [type.element, type.base, type.subtype]) {
      if (part !== null) this.visit("type", part);
    }
    for (const attribute of this.#index.attributes.of(id)) this.visit("type", attribute.type);
    if (type.relation !== null && type.relationKind !== "c") this.visit("relation", type.relation);
    this.visitDependencies("type", id);
    const isOwn = ["e", "c", "d", "r"].includes(type.kind) && type.extension === null;
    const isRow = type.relation !== null && type.relationKind !== "c";
    if (!isOwn || isRow || type.schema === "pg_catalog" || type.schema === "information_schema")
      return;
    if (!this.#parts.isBuildable("type", id)) {
      this.#output.omit(`type ${qualifiedName(type)}`);
      return;
    }
    this.schema(type.schema);
    this.#output.add(typeSql(type, this.#parts));
    this.#output.markBuilt("type", id);
  }

  #relation(id: ObjectId): void {
    const row = this.#index.relations.get(id);
    if (row === undefined) return;
    const columns = this.#index.columns.of(id);
    for (const column of columns) {
      this.visit("type", column.type);
      if (column.expressionId !== null && !isDefaultLater(column, this.#parts)) {
        this.visitDependencies("default", column.expressionId);
      }
    }
    if (row.bounds === null) for (const parent of row.parents) this.visit("relation", parent);
    if (!this.#parts.isBuildable("relation", id)) {
      this.#output.omit(`view ${qualifiedName(row)}`);
      return;
    }
    this.schema(row.schema);
    this.#output.markBuilt("relation", id);
    if (isTable(row)) this.#table(row);
    else this.#view(row);
  }

  #table(row: RelationRow): void {
    if (row.kind === "f") this.#output.omit(`foreign table ${qualifiedName(row)}, a table instead`);
    for (const column of this.#index.columns.of(row.id)) {
      const { name, type, expressionId } = column;
      const place = (): string => `${qualifiedName(row)}.${sqlName(name)}`;
      if (!this.#parts.isBuildable("type", type)) {
        this.#output.omit(`type of ${place()}, text instead`);
      }
      if (expressionId !== null && !this.#parts.isBuildable("default", expressionId)) {
        this.#output.omit(`expression of ${place()}`);
      }
    }
    this.#output.add(tableSql(row, this.#parts));
    for (const constraint of this.#index.constraints.of(row.id)) {
      if (isInline(constraint, row, this.#parts))
        this.#output.markBuilt("constraint", constraint.id);
    }
  }

  #view(row: RelationRow): void {
    this.visitDependencies("relation", row.id);
    const options = row.options.length === 0 ? "" : ` WITH (${row.options.join(", ")})`;
    const word = row.kind === "m" ? "MATERIALIZED VIEW" : "VIEW";
    const query = (row.definition ?? "").replace(/;\s*$/, "");
    this.#output.add(`CREATE ${word} ${qualifiedName(row)}${options} AS\n${query}`);
  }

  #function(id: ObjectId): void {
    const row = this.#parts.functions.get(id);
    // One of an extension.
    if (row === undefined) return;
    if (!this.#parts.isBuildable("function", id)) {
      this.#output.omit(`function ${qualifiedName(row)}(${row.arguments})`);
      return;
    }
    this.visitDependencies("function", id);
    this.schema(row.schema);
    this.#output.markBuilt("function", id);
    this.#output.add((row.sql ?? "").trimEnd());
  }

  /** Writes what an object needs. */
  visitDependencies(kind: ObjectKind, id: ObjectId): void {
    for (const { onKind, on } of this.#parts.dependencies(kind, id)) {
      if (this.#parts.sequences.has(on)) this.sequence(on);
      else this.visit(onKind, on);
    }
  }
}
