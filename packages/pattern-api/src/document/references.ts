import { AgentFlowError, errorCodes, type Json } from "@agentflow/core";
import { quoted } from "./findings.js";
import { isJsonObject, type JsonObject } from "./json-object.js";
import { pointerBelow, referenceSteps, valueAt } from "./json-pointer.js";
import type { OpenApiDocument } from "./openapi-document.js";
import { sourcePlace } from "./source-place.js";
import { documentName } from "./related-documents.js";
import { indexSubschemas, type SubschemaIndex } from "./subschema-index.js";

/** A place in a document and what stands there. */
export interface Located {
  /** `#/components/schemas/Pet`, `schemas/pet.yaml#/Pet`: one spelling for each place. */
  readonly pointer: string;
  readonly value: Json;
}

/** What of a document references need. */
export type ReferencedDocument = Pick<OpenApiDocument, "source" | "root" | "origins" | "related"> &
  Partial<Pick<OpenApiDocument, "version">>;

/** References that one place may lead through before the document counts as circular. */
const hopLimit = 100;

/** Follows the references of a description, each when it is first asked for. Never reads anything but what is given. */
export class References {
  readonly #document: ReferencedDocument;
  readonly #found = new Map<string, Located>();
  readonly #places = new WeakMap<object, string>();
  /** By name of the document. */
  readonly #indexes = new Map<string, SubschemaIndex>();

  constructor(document: ReferencedDocument) {
    this.#document = document;
  }

  /**
   * The place that a `$ref` names.
   * @param from pointer of the object that holds the `$ref`
   * @throws AF_REFERENCE_REFUSED when it leads to a document that is not read, AF_REFERENCE_UNRESOLVED when nothing
   * stands there, and why the other document could not be read
   */
  find(reference: string, from: string): Located {
    return this.#find(reference, from, 0);
  }

  /**
   * True when a `$dynamicRef` may mean several places, depending on the schema that the reading began with
   * (JSON Schema 2020-12 §8.2.3.2).
   * @param from pointer of the object that holds the `$dynamicRef`
   */
  isDynamic(reference: string, from: string): boolean {
    const [, fragment = ""] = splitReference(reference);
    return this.#index(documentName(from)).repeated.has(fragment);
  }

  /**
   * The place itself, or where its chain of `$ref`s ends, with the summary and description that stand beside the first
   * of them (OpenAPI 3.1.1 §4.8.23; in 3.0 nothing beside a `$ref` counts). Throws as `find` does.
   */
  follow(value: Json, pointer: string): Located {
    let place: Located = { value, pointer: this.#placeOf(value) ?? pointer };
    let texts: JsonObject = {};
    for (let hops = 0; isJsonObject(place.value); hops++) {
      const reference = place.value["$ref"];
      if (typeof reference !== "string") break;
      if (hops >= hopLimit) throw this.#unresolved(reference, pointer, "leads in a circle");
      texts = { ...this.#textsBeside(place.value), ...texts };
      place = this.find(reference, place.pointer);
    }
    return isJsonObject(place.value) && Object.keys(texts).length > 0
      ? { ...place, value: { ...place.value, ...texts } }
      : place;
  }

  /** Notes where a value stands that will be asked for within another object than the document has it in. */
  place(value: Json, pointer: string): void {
    if (typeof value === "object" && value !== null) this.#places.set(value, pointer);
  }

  #placeOf(value: Json): string | undefined {
    const placed =
      typeof value === "object" && value !== null ? this.#places.get(value) : undefined;
    return placed ?? this.#document.origins.get(value);
  }

  #textsBeside({ summary, description }: JsonObject): JsonObject {
    const { version = "3.0" } = this.#document;
    if (version === "2.0" || version === "3.0") return {};
    return {
      ...(typeof summary === "string" && { summary }),
      ...(typeof description === "string" && { description }),
    };
  }

  /** Remembers what it found: chains that meet again and again would take exponential time. */
  #find(reference: string, from: string, hops: number): Located {
    const key = `${documentName(from)}#${reference}`;
    const known = this.#found.get(key);
    if (known) return known;
    const found = this.#walk(reference, from, hops);
    this.#found.set(key, found);
    return found;
  }

  #walk(reference: string, from: string, hops: number): Located {
    if (hops > hopLimit) throw this.#unresolved(reference, from, "leads in a circle");
    const { name, steps } = this.#target(reference, from);
    let place: Located = { pointer: `${name}#`, value: this.#root(name) };
    for (const step of steps) {
      let next = valueAt(place.value, step);
      const onward = isJsonObject(place.value) ? place.value["$ref"] : undefined;
      if (next === undefined && typeof onward === "string") {
        // The step is meant in what stands behind another reference.
        place = this.#find(onward, place.pointer, hops + 1);
        next = valueAt(place.value, step);
      }
      if (next === undefined) throw this.#unresolved(reference, from, "points at nothing");
      place = { pointer: pointerBelow(place.pointer, step), value: next };
    }
    return place;
  }

  /** The document that a reference leads to, and the way in it. */
  #target(
    reference: string,
    from: string,
  ): { readonly name: string; readonly steps: readonly string[] } {
    const [path = "", fragment = ""] = splitReference(reference);
    const own = documentName(from);
    const embedded = path === "" ? undefined : this.#index(own).ids.get(path);
    const name = path === "" || embedded !== undefined ? own : this.#named(path, reference, from);
    const within = referenceSteps(`#${fragment}`);
    const start = embedded === undefined ? [] : (referenceSteps(embedded) ?? []);
    if (within) return { name, steps: [...start, ...within] };
    const anchor = this.#index(name).anchors.get(fragment);
    if (anchor === undefined) throw this.#unresolved(reference, from, "points at nothing");
    return { name, steps: referenceSteps(anchor) ?? [] };
  }

  #named(path: string, reference: string, from: string): string {
    const target = this.#document.related.target(documentName(from), path);
    if (target === undefined) throw this.#refused(reference, from);
    if (typeof target === "string") return target;
    throw new AgentFlowError(target.code, target.message, {
      help: target.help,
      location: sourcePlace(from, this.#document),
      cause: target,
    });
  }

  #root(name: string): Json {
    return name === "" ? this.#document.root : (this.#document.related.get(name)?.root ?? null);
  }

  #index(name: string): SubschemaIndex {
    const known = this.#indexes.get(name);
    if (known) return known;
    const index = indexSubschemas(this.#root(name));
    this.#indexes.set(name, index);
    return index;
  }

  #refused(reference: string, from: string): AgentFlowError {
    return new AgentFlowError(
      errorCodes.referenceRefused,
      `The reference ${quoted(reference)} leads to a document that is not read.`,
      {
        help: "Bundle the description into one document first.",
        location: sourcePlace(from, this.#document),
      },
    );
  }

  #unresolved(reference: string, from: string, what: string): AgentFlowError {
    return new AgentFlowError(
      errorCodes.referenceUnresolved,
      `The reference ${quoted(reference)} ${what}.`,
      {
        help: "Correct the reference, or add what it names to the document.",
        location: sourcePlace(from, this.#document),
      },
    );
  }
}

function splitReference(reference: string): readonly string[] {
  const at = reference.indexOf("#");
  return at === -1 ? [reference] : [reference.slice(0, at), reference.slice(at + 1)];
}
