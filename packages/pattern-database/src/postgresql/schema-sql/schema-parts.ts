import type {
  Catalogue,
  DependencyRow,
  FunctionRow,
  ObjectId,
  ObjectKind,
  RelationRow,
  SequenceRow,
} from "../catalogue/catalogue.js";
import { ObjectMap } from "../catalogue/object-map.js";
import type { CatalogueIndex } from "../model/catalogue-index.js";
import { isEmbedded } from "./embedded-extensions.js";

/** Languages that every PostgreSQL has. */
const languages = ["sql", "plpgsql", "internal"];

/** What depends on what, and what an embedded PostgreSQL cannot have. */
export class SchemaParts {
  readonly index: CatalogueIndex;
  readonly functions: ReadonlyMap<ObjectId, FunctionRow>;
  readonly sequences: ReadonlyMap<ObjectId, SequenceRow>;
  readonly #identities: ReadonlyMap<string, SequenceRow>;
  readonly #dependencies: ObjectMap<readonly DependencyRow[]>;
  readonly #buildable = new ObjectMap<boolean>();

  constructor(catalogue: Catalogue, index: CatalogueIndex) {
    this.index = index;
    this.functions = new Map(catalogue.functions.map((row) => [row.id, row]));
    this.sequences = new Map(catalogue.sequences.map((row) => [row.id, row]));
    this.#identities = new Map(
      catalogue.sequences
        .filter(({ identity }) => identity)
        .map((row) => [`${row.owner} ${row.ownerColumn}`, row]),
    );
    // Numbers differ from database to database, names do not.
    const names = new Map(
      [catalogue.relations, catalogue.types, catalogue.functions, catalogue.sequences]
        .flatMap((rows) => rows.map(({ id }) => id))
        .map((id, position) => [id, position]),
    );
    const position = ({ on }: DependencyRow): number => names.get(on) ?? 0;
    this.#dependencies = ObjectMap.group(
      catalogue.dependencies.toSorted((left, right) => position(left) - position(right)),
    );
  }

  /** The sequence of an identity column. */
  identitySequence(relation: ObjectId, position: number): SequenceRow | undefined {
    return this.#identities.get(`${relation} ${position}`);
  }

  dependencies(kind: ObjectKind, id: ObjectId): readonly DependencyRow[] {
    return this.#dependencies.get(kind, id) ?? [];
  }

  /** Whether it calls functions that users made. */
  callsFunctions(kind: ObjectKind, id: ObjectId): boolean {
    return this.dependencies(kind, id).some(({ onKind }) => onKind === "function");
  }

  /** Whether an embedded PostgreSQL can have it, with what the model was read with. */
  isBuildable(kind: ObjectKind, id: ObjectId): boolean {
    const known = this.#buildable.get(kind, id);
    if (known !== undefined) return known;
    // What depends on itself does not keep itself from being built.
    this.#buildable.set(kind, id, true);
    const buildable =
      this.#isPossible(kind, id) &&
      (this.#isTable(kind, id) ||
        this.dependencies(kind, id).every(({ onKind, on, extension }) =>
          extension === null
            ? onKind === "other" || this.isBuildable(onKind, on)
            : isEmbedded(extension),
        ));
    this.#buildable.set(kind, id, buildable);
    return buildable;
  }

  #isPossible(kind: ObjectKind, id: ObjectId): boolean {
    if (kind === "function") {
      const row = this.functions.get(id);
      return row !== undefined && row.sql !== null && languages.includes(row.language);
    }
    return kind !== "type" || this.#isPossibleType(id);
  }

  #isPossibleType(id: ObjectId): boolean {
    const type = this.index.types.get(id);
    if (type === undefined) return false;
    if (type.extension !== null) return isEmbedded(type.extension);
    if (type.element !== null) return this.isBuildable("type", type.element);
    return (
      type.schema === "pg_catalog" || type.kind !== "b" || type.schema === "information_schema"
    );
  }

  /** A table is built in any case: a column of a type that cannot be had becomes text. */
  #isTable(kind: ObjectKind, id: ObjectId): boolean {
    const row = kind === "relation" ? this.index.relations.get(id) : undefined;
    return row !== undefined && isTable(row);
  }
}

/** Whether it holds rows of its own, and no query's. */
export function isTable({ kind }: RelationRow): boolean {
  return kind !== "v" && kind !== "m";
}
