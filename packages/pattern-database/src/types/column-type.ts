import type { ArrayDimensions, ValueKind } from "@agentflow/database";
import { declaredDimensions } from "./array-dimensions.js";
import type { NumberBounds, PrintedTypes } from "../dialect/printing-dialect.js";
import type { DatabaseModel, EnumModel, TypeModel } from "../model/database-model.js";
import type { NamedEnum } from "../names/named-database.js";
import { type ColumnChoice, typeChoice } from "./typing.js";
import type { ValueFamily } from "./value-family.js";

type DomainModel = DatabaseModel["domains"][number];

/** How values of a column look to a program. */
export interface ColumnType {
  readonly kind: ValueKind;
  readonly family: ValueFamily;
  /** Limits in parentheses that the database holds values to: of digits, or of characters. */
  readonly sizes: readonly number[];
  readonly array: boolean;
  /** Of an array, as it was declared or as the user chose; 1 for anything else. */
  readonly dimensions: ArrayDimensions;
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
  /** The numbers that it holds, where it is no wide type with both signs. */
  readonly bounds: NumberBounds | undefined;
}

const typescript: Readonly<Record<ValueKind, string>> = {
  boolean: "boolean",
  number: "number",
  bigint: "bigint",
  float: "number",
  text: "string",
  bytes: "Uint8Array",
  json: "JsonValue",
  any: "StoredValue",
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

  /**
   * @param choice of the user for one column
   * @param dimensions of its arrays, where the user chose them
   */
  of(type: TypeModel, choice?: ColumnChoice, dimensions?: ArrayDimensions): ColumnType {
    const domains: DomainModel[] = [];
    const made = [type];
    let base = type;
    let array = type.array;
    while (base.category === "domain") {
      const domain = this.#domains.get(nameOf(base));
      // A circle of domains cannot be created; a domain that is not in the model is text.
      if (!domain || domains.includes(domain)) break;
      domains.push(domain);
      base = domain.base;
      made.push(base);
      array ||= base.array;
    }
    const chosen =
      choice === undefined || choice === "version"
        ? typeChoice(this.#typing, made)?.choice
        : choice;
    // Of an array of a domain that is an array, the elements are arrays as PostgreSQL writes them.
    const nested = made.filter((one) => one.array).length > 1;
    const kind = nested
      ? "text"
      : ((chosen && this.#types.choose(base, chosen)) ?? this.#types.kind(base, this.#typing));
    const enumeration =
      base.category === "enum" && !nested ? this.#enums.get(nameOf(base)) : undefined;
    return {
      kind,
      family: nested ? "other" : this.#types.family(base),
      sizes: this.#types.sizes(domains.at(-1)?.base ?? type),
      array,
      dimensions: dimensions ?? declaredDimensions(nested ? [type] : made),
      element: enumeration?.type ?? typescript[kind],
      base,
      enumeration: enumeration?.model,
      // Of an array of a domain, the domain speaks of the elements.
      refusesNull: !type.array && domains.some(({ notNull }) => notNull),
      hasDefault: !type.array && domains.some((domain) => domain.default !== null),
      domains,
      note: enumeration ? "" : this.#types.note(base, kind, type.sql),
      bounds: this.#types.bounds?.(base),
    };
  }
}

function nameOf({ schema, name }: { readonly schema: string; readonly name: string }): string {
  return JSON.stringify([schema, name]);
}

/** The type of a value as TypeScript writes it, without null. */
export function valueType({ element, array, dimensions }: ColumnType): string {
  if (!array) return element;
  if (dimensions === "any") return `NestedArray<${element}>`;
  let type = `readonly (${element} | null)[]`;
  for (let depth = 1; depth < dimensions; depth += 1) type = `readonly (${type})[]`;
  return type;
}
