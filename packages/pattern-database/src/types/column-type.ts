import type { ValueKind } from "@agentflow/database";
import type { DatabaseModel, EnumModel, TypeModel } from "../model/database-model.js";
import type { NamedEnum } from "../names/named-database.js";

type DomainModel = DatabaseModel["domains"][number];

/** How values of a column look to a program. */
export interface ColumnType {
  readonly kind: ValueKind;
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
}

/** Kinds of the built-in types whose values are not plain text. */
const kinds = new Map<string, ValueKind>(
  Object.entries({
    bool: "boolean",
    int2: "number",
    int4: "number",
    oid: "number",
    int8: "bigint",
    float4: "float",
    float8: "float",
    bytea: "bytes",
    json: "json",
    jsonb: "json",
  }),
);

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
  readonly #typing: DatabaseModel["typing"];
  readonly #domains: ReadonlyMap<string, DomainModel>;
  readonly #enums: ReadonlyMap<string, NamedEnum>;

  constructor({ typing, domains }: DatabaseModel, enums: readonly NamedEnum[]) {
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
    const kind = kindOf(base, this.#typing);
    const enumeration = base.category === "enum" ? this.#enums.get(nameOf(base)) : undefined;
    return {
      kind,
      array,
      element: enumeration?.type ?? typescript[kind],
      base,
      enumeration: enumeration?.model,
      // Of an array of a domain, the domain speaks of the elements.
      refusesNull: !type.array && domains.some(({ notNull }) => notNull),
      hasDefault: !type.array && domains.some((domain) => domain.default !== null),
      domains,
    };
  }
}

function nameOf({ schema, name }: { readonly schema: string; readonly name: string }): string {
  return JSON.stringify([schema, name]);
}

function kindOf({ schema, name, category }: TypeModel, typing: DatabaseModel["typing"]): ValueKind {
  if (category !== "base" || schema !== "pg_catalog") return "text";
  if (name === "int8" && typing.bigints === "number") return "bigint-number";
  if (name === "numeric" && typing.numerics === "number") return "numeric-number";
  if ((name === "timestamp" || name === "timestamptz") && typing.timestamps === "date")
    return "date";
  return kinds.get(name) ?? "text";
}

/** The type of a value as TypeScript writes it, without null. */
export function valueType({ element, array }: ColumnType): string {
  return array ? `readonly (${element} | null)[]` : element;
}
