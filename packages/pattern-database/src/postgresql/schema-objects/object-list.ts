import { compareCodePoints } from "../../model/compare-code-points.js";
import type { SchemaObject } from "../../model/schema-object.js";
import type { Catalogue, ObjectId, ObjectKind } from "../catalogue/catalogue.js";
import { sqlName } from "../catalogue/sql-literal.js";
import type { CatalogueIndex } from "../model/catalogue-index.js";
import { visitObjects } from "../schema-sql/visit-objects.js";
import type { SchemaParts } from "../schema-sql/schema-parts.js";

/** An object as it is found; `null` for what it does not have. */
export type NewObject = Pick<SchemaObject, "kind" | "id" | "name" | "create"> & {
  readonly [Key in Exclude<keyof SchemaObject, "kind" | "id" | "name" | "create">]?:
    | SchemaObject[Key]
    | null;
};

/** The objects of a schema, as they are found. */
export class ObjectList {
  readonly catalogue: Catalogue;
  readonly index: CatalogueIndex;
  readonly parts: SchemaParts;
  /** What SQL calls each, by kind, number and column. */
  readonly #names = new Map<string, string>();
  readonly #objects = new Map<string, SchemaObject>();

  constructor(catalogue: Catalogue, parts: SchemaParts) {
    this.catalogue = catalogue;
    this.index = parts.index;
    this.parts = parts;
    visitObjects(catalogue, parts.index, (kind, id, name, column = 0) => {
      this.#names.set(`${kind} ${id} ${column}`, name());
    });
  }

  /** What SQL calls an object; `undefined` for PostgreSQL's own, and for those that were not read. */
  id(kind: ObjectKind, id: ObjectId, column = 0): string | undefined {
    return this.#names.get(`${kind} ${id} ${column}`);
  }

  /** What SQL calls an object that was read. */
  own(kind: ObjectKind, id: ObjectId, column = 0): string {
    return this.id(kind, id, column) ?? "";
  }

  /** What an object of the catalogue cannot be without, as far as users made it. */
  needs(kind: ObjectKind, id: ObjectId): readonly string[] {
    return this.parts.dependencies(kind, id).flatMap(({ onKind, on, extension }) => {
      if (extension !== null) return [extensionId(extension)];
      return this.id(onKind, on) ?? [];
    });
  }

  /** What a type cannot be without: itself, when a user made it, or its extension. */
  typeNeeds(id: ObjectId): readonly string[] {
    const type = this.index.types.get(id);
    if (type === undefined) return [];
    if (type.extension !== null) return [extensionId(type.extension)];
    if (type.element !== null) return this.typeNeeds(type.element);
    if (type.schema === "pg_catalog" || type.schema === "information_schema") return [];
    // The type of a table's rows is there with the table.
    if (type.relation !== null && type.relationKind !== "c") {
      return [this.id("relation", type.relation) ?? []].flat();
    }
    return [this.id("type", id) ?? []].flat();
  }

  add({ kind, id, name, create, needs, ...object }: NewObject): void {
    const { partOf, afterColumns, drop, alter, byHand, comment, column, values } = object;
    this.#objects.set(id, {
      kind,
      id,
      name,
      needs: [...new Set(needs)].toSorted(compareCodePoints),
      create,
      ...(partOf != null && { partOf }),
      ...(afterColumns != null && { afterColumns }),
      ...(drop != null && { drop }),
      ...(alter != null && { alter }),
      ...(byHand != null && { byHand }),
      ...(comment != null && { comment }),
      ...(column != null && { column }),
      ...(values != null && { values }),
    });
  }

  /** All of them, each only with needs that are among them, sorted. */
  all(): readonly SchemaObject[] {
    return [...this.#objects.values()]
      .map((object) => ({
        ...object,
        needs: object.needs.filter((id) => id !== object.id && this.#objects.has(id)),
      }))
      .toSorted((left, right) => compareCodePoints(left.id, right.id));
  }
}

/** What SQL calls a schema. */
export function schemaId(name: string): string {
  return `SCHEMA ${sqlName(name)}`;
}

/** What SQL calls an extension. */
export function extensionId(name: string): string {
  return `EXTENSION ${sqlName(name)}`;
}

/** The statement that drops an object of its own. */
export function dropStatement(id: string): string {
  return `DROP ${id}`;
}

/** `shop.orders.note`. */
export function personName(...names: readonly string[]): string {
  return names.join(".");
}
