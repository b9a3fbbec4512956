import type { Json } from "@agentflow/core";
import { referencePointer } from "../document/json-pointer.js";
import { fileReference } from "../model/form-schema.js";
import type { JsonSchema, SchemaModel, TypingModel } from "../model/api-model.js";
import { MemberAccess } from "../model/member-access.js";
import type { Direction } from "../model/schema-use.js";
import { circularAliases } from "./circular-aliases.js";
import { requestVariants } from "./request-variants.js";
import { nothingLeftOut, type SchemaPlace, type SchemaScope } from "./schema-place.js";
import { schemaType } from "./schema-type.js";
import { intersection, type ReferenceNode, type TypeNode, union } from "./type-node.js";

/** The runtime's type of what a file may be given as; who prints it imports it. */
export const fileType = "FormFile";

export interface SchemaTypeOptions {
  /** What stands before each schema's name outside the module that declares them: `schemas.`. Default: nothing. */
  readonly namespace?: string;
  /** Default: dates are strings, integers are numbers, and enums of answers are open. */
  readonly typing?: TypingModel;
  /** Keeps what limits values beside the types. Default: false. */
  readonly checks?: boolean;
}

/** A type that is declared for a named schema. */
export interface DeclaredType {
  readonly name: string;
  readonly direction: Direction;
  readonly type: TypeNode;
}

const usualTyping: TypingModel = { dates: "string", int64: "number", enums: "open" };

/** The types of schemas that may refer to any of `schemas`. A reference to another one is `unknown`. */
export class SchemaTypes {
  readonly #models: ReadonlyMap<string, SchemaModel>;
  readonly #namespace: string;
  /** Names that requests have for schemas that answers use too, by pointer. */
  readonly #variants: ReadonlyMap<string, string>;
  readonly #circular: ReadonlySet<string>;
  readonly #places: Readonly<Record<Direction, SchemaPlace>>;
  /** One node for each name, so that unions find what they have already. */
  readonly #references = new Map<string, ReferenceNode>();

  constructor(
    schemas: readonly SchemaModel[],
    { namespace = "", typing = usualTyping, checks = false }: SchemaTypeOptions = {},
  ) {
    this.#models = new Map(schemas.map((model) => [model.pointer, model]));
    this.#namespace = namespace;
    const follow = (reference: string): JsonSchema | undefined => this.#find(reference)?.schema;
    const access = new MemberAccess(follow);
    this.#variants = requestVariants(
      schemas,
      typing,
      (reference) => this.#find(reference),
      (member) => access.isOneSided(member),
    );
    const placeIn = (direction: Direction): SchemaPlace => {
      const scope: SchemaScope = {
        direction,
        typing,
        checks,
        name: (reference) => this.#named(reference, direction),
        schema: follow,
        isHidden: (member) => access.isHidden(member, direction),
      };
      return { scope, depth: 0, enclosing: null, without: nothingLeftOut };
    };
    this.#places = { answer: placeIn("answer"), request: placeIn("request") };
    this.#circular = this.#circularNames(schemas);
  }

  /** The type of a schema as one side sees it. */
  of(schema: Json, direction: Direction): TypeNode {
    return schemaType(schema, this.#places[direction]);
  }

  /** What is declared for a named schema: its type, and that of requests where it differs. */
  declared(model: SchemaModel): readonly DeclaredType[] {
    const own = this.#declaredIn(model.use === "requests" ? "request" : "answer", model);
    return this.#variants.has(model.pointer) ? [own, this.#declaredIn("request", model)] : [own];
  }

  #declaredIn(direction: Direction, model: SchemaModel): DeclaredType {
    const name = this.#nameIn(model, direction);
    const made = this.of(model.schema, direction);
    const type = this.#circular.has(name) ? withoutNames(made, this.#circular) : made;
    return { name, direction, type };
  }

  #find(reference: string): SchemaModel | undefined {
    return this.#models.get(reference) ?? this.#models.get(referencePointer(reference) ?? "");
  }

  #nameIn({ pointer, name }: SchemaModel, direction: Direction): string {
    return (direction === "request" ? this.#variants.get(pointer) : undefined) ?? name;
  }

  #named(reference: string, direction: Direction): TypeNode | undefined {
    if (reference === fileReference) return fileType;
    const model = this.#find(reference);
    if (model === undefined) return undefined;
    const name = this.#nameIn(model, direction);
    let node = this.#references.get(name);
    if (node === undefined) {
      node = { kind: "reference", name, text: `${this.#namespace}${name}` };
      this.#references.set(name, node);
    }
    return node;
  }

  #circularNames(schemas: readonly SchemaModel[]): ReadonlySet<string> {
    const circular = circularAliases(
      new Map(schemas.map((model) => [model.name, model.schema])),
      (reference) => this.#find(reference)?.name,
    );
    return new Set(
      schemas
        .filter(({ name }) => circular.has(name))
        .flatMap((model) => [model.name, this.#nameIn(model, "request")]),
    );
  }
}

/** The type with `unknown` for each of the names that stands outside any member or item. */
function withoutNames(type: TypeNode, names: ReadonlySet<string>): TypeNode {
  if (typeof type === "string") return type;
  if (type.kind === "reference") return names.has(type.name) ? "unknown" : type;
  if (type.kind === "union")
    return union(type.members.map((member) => withoutNames(member, names)));
  if (type.kind === "intersection")
    return intersection(type.members.map((member) => withoutNames(member, names)));
  return type;
}
