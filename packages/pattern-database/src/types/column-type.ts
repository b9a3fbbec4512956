import type { ValueKind } from "@agentflow/database";
import type { PrintedTypes } from "../dialect/printing-dialect.js";
import type { DatabaseModel, EnumModel, TypeModel } from "../model/database-model.js";
import type { NamedEnum } from "../names/named-database.js";
import type { ValueFamily } from "./value-family.js";

type DomainModel = DatabaseModel["domains"][number];

/** How values of a column look to a program. */
export interface ColumnType {
  readonly kind: ValueKind;
  readonly family: ValueFamily;
  readonly array: boolean;
  /** TypeScript type of one value that is not null, of an array's elements: `bigint`, `OrderStatus`. */
  readonly element: string;
  /** The type that values have once domains are followed to what they are made of. */
  readonly base: TypeModel;
  readonly enumeration: EnumModel | undefined;
  /** A domain among its types refuses null. */
  readonly refusesNull: boolean;
  /** A domain among its types has a default. */
  readonly hasDefault: boolean;
  /** The domains that were followed, the outermost first. */
  readonly domains: readonly DomainModel[];
  /** What TypeScript's type does not say of its values; empty where the type is what everyone expects. */
  readonly note: string;
}

const typescript: Readonly<Record<ValueKind, string>> = {
  boolean: "boolean",
  number: "number",
  bigint: "bigint",
  float: "number",
  text: "string",
  bytes: "Uint8Array",
  json: "JsonValue",
  date: "Date",
  "numeric-number": "number",
  "bigint-number": "number",
};

/** Finds out how values of types look, with the user's choices. */
export class ColumnTypes {
  readonly #types: PrintedTypes;
  readonly #typing: DatabaseModel["typing"];
  readonly #domains: ReadonlyMap<string, DomainModel>;
  readonly #enums: ReadonlyMap<string, NamedEnum>;

  constructor(
    { typing, domains }: DatabaseModel,
    enums: readonly NamedEnum[],
    types: PrintedTypes,
  ) {
    this.#types = types;
    this.#typing = typing;
    this.#domains = new Map(domains.map((domain) => [nameOf(domain), domain]));
    this.#enums = new Map(enums.map((one) => [nameOf(one.model), one]));
  }

  of(type: TypeModel): ColumnType {
    const domains: DomainModel[] = [];
    let base = type;
    let array = type.array;
    while (base.category === "domain") {
      const domain = this.#domains.get(nameOf(base));
      // A circle of domains cannot be created; a domain that is not in the model is text.
      if (!domain || domains.includes(domain)) break;
      domains.push(domain);
      base = domain.base;
      array ||= base.array;
    }
    const kind = this.#types.kind(base, this.#typing);
    const enumeration = base.category === "enum" ? this.#enums.get(nameOf(base)) : undefined;
    return {
      kind,
      family: this.#types.family(base),
      array,
      element: enumeration?.type ?? typescript[kind],
      base,
      enumeration: enumeration?.model,
      // Of an array of a domain, the domain speaks of the elements.
      refusesNull: !type.array && domains.some(({ notNull }) => notNull),
      hasDefault: !type.array && domains.some((domain) => domain.default !== null),
      domains,
      note: enumeration ? "" : this.#types.note(base, kind, type.sql),
    };
  }
}

function nameOf({ schema, name }: { readonly schema: string; readonly name: string }): string {
  return JSON.stringify([schema, name]);
}

/** The type of a value as TypeScript writes it, without null. */
export function valueType({ element, array }: ColumnType): string {
  return array ? `readonly (${element} | null)[]` : element;
}
