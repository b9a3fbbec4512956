import { isAgentFlowError, type Json } from "@agentflow/core";
import type { Findings } from "../document/findings.js";
import { isJsonArray, isJsonObject, type JsonObject, textOf } from "../document/json-object.js";
import { pointerBelow, referenceSteps } from "../document/json-pointer.js";
import type { Located, References } from "../document/references.js";
import { withChanges } from "../document/with-changes.js";
import type { JsonSchema } from "./api-model.js";
import { type InheritanceIndex, indexInheritance } from "./inheritance-index.js";
import { taggedVariant } from "./tagged-variant.js";

/** What a schema that others inherit from is read as. */
export interface Family {
  /** One of its members. */
  readonly union: JsonObject;
  /** Where the schema itself is found from now on, because the members inherit it. */
  readonly base: string;
}

/** How values of a discriminator are told apart. */
interface Tagging {
  readonly property: string;
  /** The values that the document maps to a schema, by the schema's pointer. */
  readonly mapped: ReadonlyMap<string, { readonly place: Located; readonly tags: string[] }>;
}

/**
 * Turns discriminators (OpenAPI 3.1.1 §4.8.25) into schemas that say the same: a union whose variants have the values
 * of the tag that belong to them. A schema with a discriminator that others inherit by `allOf` becomes such a union.
 */
export class Discriminators {
  readonly #references: References;
  readonly #findings: Findings;
  /** Pointer of the object that holds the document's schemas by name. */
  readonly #components: string;
  readonly #families = new Map<string, Family | undefined>();
  /** What the references that are made here lead to. */
  readonly #places = new WeakMap<JsonObject, Located>();
  readonly #origins = new Map<string, string>();
  #inheritance: InheritanceIndex | undefined;

  constructor(references: References, findings: Findings, components: string) {
    this.#references = references;
    this.#findings = findings;
    this.#components = components;
  }

  /** The schema with its tags in the variants of its `oneOf` or `anyOf`; itself when it has none. */
  tagged(schema: JsonObject, pointer: string): JsonObject {
    const keyword = isJsonArray(schema["oneOf"]) ? "oneOf" : "anyOf";
    const variants = schema[keyword];
    if (!isJsonArray(variants)) return schema;
    const tagging = this.#tagging(schema, pointer);
    if (!tagging) return schema;
    const tagged = variants.map((variant) => this.#tagged(variant, pointer, tagging));
    return withChanges(schema, new Map([[keyword, tagged]]));
  }

  /** The union that a schema with a discriminator stands for; undefined when no other inherits from it. */
  family(place: Located): Family | undefined {
    if (this.#families.has(place.pointer)) return this.#families.get(place.pointer);
    // A schema that is met again while its family is being made is only itself.
    this.#families.set(place.pointer, undefined);
    const family = this.#readFamily(place);
    this.#families.set(place.pointer, family);
    return family;
  }

  /** Where a reference leads that was made here; undefined for the document's own. */
  placeOf(reference: JsonObject): Located | undefined {
    return this.#places.get(reference);
  }

  /** The pointer of a schema that is found at its family's `base` from now on. */
  originOf(base: string): string | undefined {
    return this.#origins.get(base);
  }

  #readFamily({ pointer, value }: Located): Family | undefined {
    if (!isJsonObject(value) || value["oneOf"] !== undefined || value["anyOf"] !== undefined)
      return undefined;
    const tagging = this.#tagging(value, pointer);
    if (!tagging) return undefined;
    const heirs = this.#heirs(pointer, tagging);
    if (heirs.length === 0) return undefined;
    const base = pointerBelow(pointer, "base");
    this.#origins.set(base, pointer);
    const members = heirs.map((heir) => this.#member(heir, heir.pointer, tagging));
    // Without a mapping, the name of the schema itself is a value of the tag, too.
    if (tagging.mapped.has(pointer) || tagging.mapped.size === 0) {
      members.push(this.#member({ pointer: base, value }, pointer, tagging));
    }
    const { title, description, deprecated } = value;
    const said = Object.entries({ title, description, deprecated }).filter(
      (entry): entry is [string, Json] => entry[1] !== undefined,
    );
    return { union: { ...Object.fromEntries(said), anyOf: members }, base };
  }

  /** Pointers of the schemas that are mapped, and of those that inherit. */
  #heirs(pointer: string, { mapped }: Tagging): readonly Located[] {
    this.#inheritance ??= indexInheritance(this.#components, this.#references);
    const heirs = new Map<string, Located>();
    for (const [heir, { place }] of mapped) heirs.set(heir, place);
    for (const heir of this.#inheritance.heirs(pointer)) {
      const place = heirs.has(heir) ? undefined : this.#find(heir, "#");
      if (place) heirs.set(heir, place);
    }
    heirs.delete(pointer);
    return [...heirs.values()];
  }

  /** @param known pointer by which the mapping knows the schema */
  #member(place: Located, known: string, tagging: Tagging): JsonSchema {
    const reference = { $ref: place.pointer };
    this.#places.set(reference, place);
    return this.#withTag(reference, { pointer: known, value: place.value }, tagging);
  }

  #tagging(schema: JsonObject, pointer: string): Tagging | undefined {
    const { discriminator } = schema;
    const property = isJsonObject(discriminator)
      ? textOf(discriminator["propertyName"])
      : undefined;
    if (!isJsonObject(discriminator) || property === undefined) return undefined;
    const mapped = new Map<string, { readonly place: Located; readonly tags: string[] }>();
    const mapping = isJsonObject(discriminator["mapping"]) ? discriminator["mapping"] : {};
    for (const [tag, target] of Object.entries(mapping)) {
      const found = typeof target === "string" ? this.#mappedSchema(target, pointer) : undefined;
      if (found === undefined) continue;
      const known = mapped.get(found.pointer);
      if (known) known.tags.push(tag);
      else mapped.set(found.pointer, { place: found, tags: [tag] });
    }
    return { property, mapped };
  }

  /** A mapping leads to a schema by its name or by a reference; what may be both is a name (OpenAPI 3.1.1 §4.8.25.3). */
  #mappedSchema(target: string, pointer: string): Located | undefined {
    const named = pointerBelow(this.#components, target);
    const found = /^[\w.-]+$/.test(target) ? this.#find(named, pointer) : undefined;
    return found ?? this.#findings.attempt(() => this.#references.find(target, pointer));
  }

  #tagged(variant: Json, pointer: string, tagging: Tagging): Json {
    const reference = isJsonObject(variant) ? variant["$ref"] : undefined;
    const found = typeof reference === "string" ? this.#find(reference, pointer) : undefined;
    return found && isJsonObject(variant) ? this.#withTag(variant, found, tagging) : variant;
  }

  #withTag(reference: JsonObject, { pointer, value }: Located, tagging: Tagging): JsonSchema {
    const { property, mapped } = tagging;
    // What Swagger 2.0 could not map, Microsoft's documents write into the schema.
    const given = isJsonObject(value) ? value["x-ms-discriminator-value"] : undefined;
    const implied = [typeof given === "string" ? given : nameOf(pointer)];
    const tags = mapped.get(pointer)?.tags ?? implied;
    return taggedVariant(reference, value, property, tags, this.#follow(pointer));
  }

  #follow(pointer: string): (reference: string) => Json | undefined {
    return (reference) => this.#find(reference, pointer)?.value;
  }

  /** What a reference leads to. One that leads nowhere is reported where it is read. */
  #find(reference: string, pointer: string): Located | undefined {
    try {
      return this.#references.find(reference, pointer);
    } catch (error) {
      if (!isAgentFlowError(error)) throw error;
      return undefined;
    }
  }
}

/** `Cat` of `#/components/schemas/Cat`; of a whole document, its file's name without the ending. */
function nameOf(pointer: string): string {
  const at = pointer.indexOf("#");
  const file = pointer.slice(0, at).split("/").at(-1) ?? "";
  return referenceSteps(pointer.slice(at))?.at(-1) ?? file.replace(/\.[a-z]+$/i, "");
}
