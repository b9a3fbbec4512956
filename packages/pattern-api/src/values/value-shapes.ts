import type { Json } from "@agentflow/core";
import type { ShapeVariant, ValueShape } from "@agentflow/core/runtime";
import { isJsonArray, isJsonObject, type JsonObject } from "../document/json-object.js";
import { depthLimit } from "../document/nesting.js";
import type { ApiModel, JsonSchema, SchemaModel } from "../model/api-model.js";
import { referencesOf } from "../model/references-of.js";
import { valueFormat } from "./value-format.js";
import { variantMarks } from "./variant-marks.js";

/** Finds where the values of a model are converted: nowhere, unless an option asks for it. */
export class ValueShapes {
  readonly #models: ReadonlyMap<string, SchemaModel>;
  readonly #typing: ApiModel["typing"];
  /** Pointers of the schemas in which something is converted. */
  readonly #converted: ReadonlySet<string>;

  constructor({ schemas, typing }: Pick<ApiModel, "schemas" | "typing">) {
    this.#models = new Map(schemas.map((model) => [model.pointer, model]));
    this.#typing = typing;
    const plain = typing.dates === "string" && typing.int64 === "number";
    this.#converted = plain ? new Set() : converted(schemas, typing);
  }

  /** The shapes of the named schemas, by name; those without anything to convert are left out. */
  named(): Readonly<Record<string, ValueShape>> {
    const shapes = [...this.#models.values()].flatMap(({ name, pointer, schema }) => {
      const shape = this.#converted.has(pointer) ? this.of(schema) : undefined;
      return shape === undefined ? [] : [[name, shape] as const];
    });
    return Object.fromEntries(shapes);
  }

  /** Where values of a schema are converted; undefined for nowhere. */
  of(schema: JsonSchema | null): ValueShape | undefined {
    const { dates, int64 } = this.#typing;
    return dates === "string" && int64 === "number" ? undefined : this.#shape(schema, 0);
  }

  #shape(schema: Json | undefined, depth: number): ValueShape | undefined {
    if (!isJsonObject(schema) || depth > depthLimit) return undefined;
    const format = valueFormat(schema, this.#typing);
    const { $ref, allOf } = schema;
    const parts: (ValueShape | undefined)[] = [
      format,
      typeof $ref === "string" ? this.#reference($ref) : undefined,
      ...(isJsonArray(allOf) ? allOf.map((part) => this.#shape(part, depth + 1)) : []),
      this.#variants(schema["oneOf"], depth),
      this.#variants(schema["anyOf"], depth),
      this.#items(schema, depth),
      this.#members(schema, depth),
    ];
    const found = parts.filter((part) => part !== undefined);
    return found.length > 1 ? { all: found } : found[0];
  }

  #reference(reference: string): ValueShape | undefined {
    const model = this.#models.get(reference);
    return model && this.#converted.has(model.pointer) ? { ref: model.name } : undefined;
  }

  #variants(variants: Json | undefined, depth: number): ValueShape | undefined {
    if (!isJsonArray(variants)) return undefined;
    const follow = (reference: string): Json | undefined => this.#models.get(reference)?.schema;
    const any = variants.map((variant): ShapeVariant => ({
      shape: this.#shape(variant, depth + 1) ?? null,
      ...variantMarks(variant, follow),
    }));
    return any.some(({ shape }) => shape !== null) ? { any } : undefined;
  }

  #items(schema: JsonObject, depth: number): ValueShape | undefined {
    const { items, prefixItems } = schema;
    const start = isJsonArray(items) ? items : prefixItems;
    const first = isJsonArray(start)
      ? start.map((item) => this.#shape(item, depth + 1) ?? null)
      : [];
    const others = isJsonArray(items) ? schema["additionalItems"] : items;
    const rest = this.#shape(others, depth + 1) ?? null;
    if (rest === null && first.every((shape) => shape === null)) return undefined;
    return first.length > 0 ? { first, items: rest } : { items: rest };
  }

  #members(schema: JsonObject, depth: number): ValueShape | undefined {
    const properties = isJsonObject(schema["properties"]) ? schema["properties"] : {};
    const members: [string, ValueShape][] = [];
    let plain = 0;
    for (const name of Object.keys(properties)) {
      const shape = this.#shape(properties[name], depth + 1);
      if (shape === undefined) plain += 1;
      else members.push([name, shape]);
    }
    const additional = schema["additionalProperties"] ?? schema["unevaluatedProperties"];
    // Beside members with types of their own, the others are `unknown` to callers, and stay as they come.
    const isMap = members.length + plain === 0 && schema["patternProperties"] === undefined;
    const others = isMap ? this.#shape(additional, depth + 1) : undefined;
    if (members.length === 0 && others === undefined) return undefined;
    return {
      ...(members.length > 0 && { members: Object.fromEntries(members) }),
      ...(others !== undefined && { others }),
    };
  }
}

/** The schemas that hold a value to convert, or refer to one that does. */
function converted(
  schemas: readonly SchemaModel[],
  typing: ApiModel["typing"],
): ReadonlySet<string> {
  const found = new Set<string>();
  const holders = new Map<string, string[]>();
  for (const { pointer, schema } of schemas) {
    const { references, some } = referencesOf(
      schema,
      (part) => valueFormat(part, typing) !== undefined,
    );
    if (some) found.add(pointer);
    for (const reference of references) {
      const known = holders.get(reference);
      if (known) known.push(pointer);
      else holders.set(reference, [pointer]);
    }
  }
  // A set yields what is added while it is gone through.
  for (const pointer of found) for (const holder of holders.get(pointer) ?? []) found.add(holder);
  return found;
}
