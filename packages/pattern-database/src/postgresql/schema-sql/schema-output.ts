import type { ObjectId, ObjectKind } from "../catalogue/catalogue.js";

/** SQL that grows, and what it leaves out. */
export class SchemaOutput {
  readonly statements: string[] = [];
  /** For people: `extension "postgis"`. */
  readonly omissions: string[] = [];
  readonly #built = new Set<string>();

  add(statement: string): void {
    this.statements.push(statement);
  }

  omit(what: string): void {
    this.omissions.push(what);
  }

  /** Remembers that the SQL makes an object. */
  markBuilt(kind: ObjectKind, id: ObjectId): void {
    this.#built.add(`${kind} ${id}`);
  }

  isBuilt(kind: ObjectKind, id: ObjectId): boolean {
    return this.#built.has(`${kind} ${id}`);
  }
}
