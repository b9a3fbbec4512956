import type { Catalogue, ObjectId, ObjectKind, RelationRow } from "../catalogue/catalogue.js";
import { sqlName } from "../catalogue/sql-literal.js";
import type { CatalogueIndex } from "../model/catalogue-index.js";
import { compareCodePoints } from "../model/compare-code-points.js";
import { commentSql } from "./comment-sql.js";
import { isEmbedded } from "./embedded-extensions.js";
import { policySql } from "./policy-sql.js";
import { qualifiedName } from "./qualified-name.js";
import { SchemaParts } from "./schema-parts.js";
import { sequenceSql } from "./sequence-sql.js";
import { constraintSql, isDefaultLater, isInline, tableSql } from "./table-sql.js";
import { typeSql } from "./type-sql.js";

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
  return new SchemaWriter(catalogue, index).write(selection);
}

class SchemaWriter {
  readonly #catalogue: Catalogue;
  readonly #index: CatalogueIndex;
  readonly #parts: SchemaParts;
  readonly #statements: string[] = [];
  readonly #omissions: string[] = [];
  /** What was written or left out, and what is being written. */
  readonly #visited = new Set<string>();
  readonly #built = new Set<string>();

  constructor(catalogue: Catalogue, index: CatalogueIndex) {
    this.#catalogue = catalogue;
    this.#index = index;
    this.#parts = new SchemaParts(catalogue, index);
  }

  write({ schemas, types }: SchemaSelection): SchemaSql {
    const { extensions, functions, relations, sequences } = this.#catalogue;
    for (const { schema } of [...relations].filter(({ selected }) => selected))
      this.#schema(schema);
    for (const { name, schema } of extensions) {
      if (isEmbedded(name)) {
        this.#schema(schema);
        this.#add(`CREATE EXTENSION ${sqlName(name)} WITH SCHEMA ${sqlName(schema)}`);
      } else this.#omissions.push(`extension ${sqlName(name)}`);
    }
    for (const { id, schema, owner } of sequences) {
      if (owner === null ? schemas.has(schema) : this.#index.relations.has(owner))
        this.#sequence(id);
    }
    for (const { id } of this.#catalogue.types) if (types.has(id)) this.#visit("type", id);
    for (const { id } of relations) if (this.#isTable(id)) this.#visit("relation", id);
    for (const { id, schema } of functions) if (schemas.has(schema)) this.#visit("function", id);
    for (const { id } of relations) this.#visit("relation", id);
    this.#laterParts();
    this.#attachments();
    this.#foreignKeys();
    this.#triggers();
    this.#rowSecurity();
    this.#comments();
    return {
      sql: [
        "-- Functions may name what comes after them.",
        "SET check_function_bodies = off;",
        ...this.#statements.map((statement) => `${statement};`),
        "RESET check_function_bodies;",
        "",
      ].join("\n\n"),
      omissions: this.#omissions,
    };
  }

  #add(statement: string): void {
    this.#statements.push(statement);
  }

  #schema(name: string): void {
    if (this.#built.has(`schema ${name}`)) return;
    this.#built.add(`schema ${name}`);
    if (name !== "public") this.#add(`CREATE SCHEMA ${sqlName(name)}`);
  }

  #sequence(id: ObjectId): void {
    const sequence = this.#parts.sequences.get(id);
    if (sequence === undefined || sequence.identity || this.#built.has(`sequence ${id}`)) return;
    this.#built.add(`sequence ${id}`);
    this.#schema(sequence.schema);
    this.#add(sequenceSql(sequence));
  }

  /** Writes an object after what it needs. */
  #visit(kind: ObjectKind, id: ObjectId): void {
    const key = `${kind} ${id}`;
    if (this.#visited.has(key)) return;
    this.#visited.add(key);
    if (kind === "type") this.#type(id);
    if (kind === "relation") this.#relation(id);
    if (kind === "function") this.#function(id);
  }

  #visitDependencies(kind: ObjectKind, id: ObjectId): void {
    for (const { onKind, on } of this.#parts.dependencies(kind, id)) {
      if (this.#parts.sequences.has(on)) this.#sequence(on);
      else this.#visit(onKind, on);
    }
  }

  #type(id: ObjectId): void {
    const type = this.#index.types.get(id);
    if (type === undefined) return;
    for (const part of [type.element, type.base, type.subtype]) {
      if (part !== null) this.#visit("type", part);
    }
    for (const attribute of this.#index.attributes.get(id) ?? [])
      this.#visit("type", attribute.type);
    if (type.relation !== null && type.relationKind !== "c") this.#visit("relation", type.relation);
    this.#visitDependencies("type", id);
    const isOwn = ["e", "c", "d", "r"].includes(type.kind) && type.extension === null;
    const isRow = type.relation !== null && type.relationKind !== "c";
    if (!isOwn || isRow || type.schema === "pg_catalog" || type.schema === "information_schema")
      return;
    if (!this.#parts.isBuildable("type", id)) {
      this.#omissions.push(`type ${qualifiedName(type)}`);
      return;
    }
    this.#schema(type.schema);
    this.#add(typeSql(type, this.#parts));
    this.#built.add(`type ${id}`);
  }

  #relation(id: ObjectId): void {
    const row = this.#index.relations.get(id);
    if (row === undefined) return;
    const columns = this.#index.columns.get(id) ?? [];
    for (const column of columns) {
      this.#visit("type", column.type);
      if (column.expressionId !== null && !isDefaultLater(column, this.#parts)) {
        this.#visitDependencies("default", column.expressionId);
      }
    }
    if (row.bounds === null) for (const parent of row.parents) this.#visit("relation", parent);
    if (!this.#parts.isBuildable("relation", id)) {
      this.#omissions.push(`view ${qualifiedName(row)}`);
      return;
    }
    this.#schema(row.schema);
    this.#built.add(`relation ${id}`);
    if (this.#isTable(id)) this.#table(row);
    else this.#view(row);
  }

  #table(row: RelationRow): void {
    if (row.kind === "f")
      this.#omissions.push(`foreign table ${qualifiedName(row)}, a table instead`);
    for (const column of this.#index.columns.get(row.id) ?? []) {
      const { name, type, expressionId } = column;
      const place = `${qualifiedName(row)}.${sqlName(name)}`;
      if (!this.#parts.isBuildable("type", type)) {
        this.#omissions.push(`type of ${place}, text instead`);
      }
      if (expressionId !== null && !this.#parts.isBuildable("default", expressionId)) {
        this.#omissions.push(`expression of ${place}`);
      }
    }
    this.#add(tableSql(row, this.#parts));
    for (const constraint of this.#index.constraints.get(row.id) ?? []) {
      if (isInline(constraint, row, this.#parts)) this.#built.add(`constraint ${constraint.id}`);
    }
  }

  #view(row: RelationRow): void {
    this.#visitDependencies("relation", row.id);
    const options = row.options.length === 0 ? "" : ` WITH (${row.options.join(", ")})`;
    const word = row.kind === "m" ? "MATERIALIZED VIEW" : "VIEW";
    const query = (row.definition ?? "").replace(/;\s*$/, "");
    this.#add(`CREATE ${word} ${qualifiedName(row)}${options} AS\n${query}`);
  }

  #function(id: ObjectId): void {
    const row = this.#parts.functions.get(id);
    // One of an extension.
    if (row === undefined) return;
    if (!this.#parts.isBuildable("function", id)) {
      this.#omissions.push(`function ${qualifiedName(row)}(${row.arguments})`);
      return;
    }
    this.#visitDependencies("function", id);
    this.#schema(row.schema);
    this.#built.add(`function ${id}`);
    this.#add((row.sql ?? "").trimEnd());
  }

  /** What may call functions, and indexes. */
  #laterParts(): void {
    for (const row of this.#builtRelations()) {
      const table = qualifiedName(row);
      for (const column of this.#index.columns.get(row.id) ?? []) {
        if (!isDefaultLater(column, this.#parts)) continue;
        if (!this.#parts.isBuildable("default", column.expressionId ?? 0)) continue;
        const target = `ALTER TABLE ${table} ALTER COLUMN ${sqlName(column.name)}`;
        this.#add(`${target} SET DEFAULT ${column.expression ?? ""}`);
      }
      for (const constraint of this.#index.constraints.get(row.id) ?? []) {
        const { id, type, local } = constraint;
        if (type === "f" || this.#built.has(`constraint ${id}`)) continue;
        if (!local && row.bounds === null) continue;
        this.#constraint(`ALTER TABLE ${table}`, constraint);
      }
      for (const { id, name, sql } of this.#index.indexes.get(row.id) ?? []) {
        if (this.#parts.isBuildable("relation", id)) {
          this.#built.add(`relation ${id}`);
          this.#add(sql);
        } else this.#omissions.push(`index ${qualifiedName({ schema: row.schema, name })}`);
      }
    }
    for (const type of this.#catalogue.types) {
      if (!this.#built.has(`type ${type.id}`)) continue;
      for (const check of this.#index.domainChecks.get(type.id) ?? []) {
        if (this.#parts.callsFunctions("constraint", check.id)) {
          this.#constraint(`ALTER DOMAIN ${qualifiedName(type)}`, check);
        } else this.#built.add(`constraint ${check.id}`);
      }
    }
    for (const {
      id,
      schema,
      name,
      owner,
      ownerColumn,
      identity,
    } of this.#parts.sequences.values()) {
      const row = owner === null ? undefined : this.#index.relations.get(owner);
      if (row === undefined || identity || !this.#built.has(`sequence ${id}`)) continue;
      const [column = ""] = this.#index.columnNames(row.id, [ownerColumn ?? 0]);
      this.#add(
        `ALTER SEQUENCE ${qualifiedName({ schema, name })} OWNED BY ${qualifiedName(row)}.${sqlName(column)}`,
      );
    }
  }

  #constraint(target: string, constraint: Parameters<typeof constraintSql>[0]): void {
    const { id, name } = constraint;
    if (!this.#parts.isBuildable("constraint", id)) {
      this.#omissions.push(`constraint ${sqlName(name)}`);
      return;
    }
    this.#built.add(`constraint ${id}`);
    this.#add(`${target} ADD ${constraintSql(constraint)}`);
  }

  /** The deepest first: a part is whole before it becomes a part. */
  #attachments(): void {
    const depth = (row: RelationRow): number => {
      const parent = this.#index.relations.get(row.parents[0] ?? 0);
      return row.bounds === null || parent === undefined ? 0 : 1 + depth(parent);
    };
    const partitions = this.#builtRelations().filter(({ bounds }) => bounds !== null);
    for (const row of partitions.toSorted((left, right) => depth(right) - depth(left))) {
      const parent = this.#index.relations.get(row.parents[0] ?? 0);
      if (parent === undefined) continue;
      this.#add(
        `ALTER TABLE ${qualifiedName(parent)} ATTACH PARTITION ${qualifiedName(row)} ${row.bounds ?? ""}`,
      );
    }
  }

  #foreignKeys(): void {
    for (const row of this.#builtRelations()) {
      for (const constraint of this.#index.constraints.get(row.id) ?? []) {
        const { type, local, referenced } = constraint;
        const selected = this.#index.relations.get(referenced)?.selected === true;
        if (type === "f" && local && selected) {
          this.#constraint(`ALTER TABLE ${qualifiedName(row)}`, constraint);
        }
      }
    }
  }

  #triggers(): void {
    for (const row of this.#builtRelations()) {
      for (const { id, name, sql, enabled, function: called } of this.#index.triggers.get(row.id) ??
        []) {
        // Those of PostgreSQL itself are in no list.
        if (called >= 16_384 && !this.#built.has(`function ${called}`)) {
          this.#omissions.push(`trigger ${sqlName(name)} on ${qualifiedName(row)}`);
          continue;
        }
        this.#built.add(`trigger ${id}`);
        this.#add(sql);
        if (!enabled)
          this.#add(`ALTER TABLE ${qualifiedName(row)} DISABLE TRIGGER ${sqlName(name)}`);
      }
    }
  }

  #rowSecurity(): void {
    for (const row of this.#builtRelations()) {
      const table = `ALTER TABLE ${qualifiedName(row)}`;
      if (row.rowSecurity) this.#add(`${table} ENABLE ROW LEVEL SECURITY`);
      if (row.forcedRowSecurity) this.#add(`${table} FORCE ROW LEVEL SECURITY`);
      for (const policy of this.#index.policies.get(row.id) ?? []) {
        if (policy.roles.length > 0 || !this.#parts.isBuildable("policy", policy.id)) {
          this.#omissions.push(`policy ${sqlName(policy.name)} on ${qualifiedName(row)}`);
          continue;
        }
        this.#built.add(`policy ${policy.id}`);
        this.#add(policySql(row, policy));
      }
    }
  }

  #comments(): void {
    const built = (key: string): boolean => this.#built.has(key);
    const comments = this.#catalogue.comments.flatMap(
      (comment) => commentSql(comment, this.#catalogue, this.#parts, built) ?? [],
    );
    for (const comment of comments.toSorted(compareCodePoints)) this.#add(comment);
  }

  #builtRelations(): readonly RelationRow[] {
    return this.#catalogue.relations.filter(({ id }) => this.#built.has(`relation ${id}`));
  }

  #isTable(id: ObjectId): boolean {
    const kind = this.#index.relations.get(id)?.kind;
    return kind === "r" || kind === "p" || kind === "f";
  }
}
