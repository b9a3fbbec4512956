import type { ObjectId, ObjectKind } from "../catalogue/catalogue.js";
import { ObjectMap } from "../catalogue/object-map.js";

/** SQL that grows, and what it leaves out. */
export class SchemaOutput {
  readonly statements: string[] = [];
  /** For people: `extension "postgis"`. */
  readonly omissions: string[] = [];
  readonly #built = new ObjectMap<true>();

  add(statement: string): void {
    this.statements.push(statement);
  }

  omit(what: string): void {
    this.omissions.push(what);
  }

  /** Remembers that the SQL makes an object. */
  markBuilt(kind: ObjectKind, id: ObjectId): void {
    this.#built.set(kind, id, true);
  }

  isBuilt(kind: ObjectKind, id: ObjectId): boolean {
    return this.#built.has(kind, id);
  }
}
