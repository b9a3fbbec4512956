import { AgentFlowError, errorCodes, type Json } from "@agentflow/core";
import { quoted } from "./findings.js";
import { isJsonObject } from "./json-object.js";
import { pointerBelow, referenceSteps, valueAt } from "./json-pointer.js";
import type { OpenApiDocument } from "./openapi-document.js";

/** A place in the document and what stands there. */
export interface Located {
  /** `#/components/schemas/Pet`: one spelling for each place. */
  readonly pointer: string;
  readonly value: Json;
}

/** What of a document references need. */
export type ReferencedDocument = Pick<OpenApiDocument, "source" | "root" | "origins">;

/** References that one place may lead through before the document counts as circular. */
const hopLimit = 100;

/** Follows the references of one document, each when it is first asked for. Never reads anything but the document. */
export class References {
  readonly #document: ReferencedDocument;
  readonly #found = new Map<string, Located>();

  constructor(document: ReferencedDocument) {
    this.#document = document;
  }

  /**
   * The place that a `$ref` names.
   * @param from pointer of the object that holds the `$ref`, for the error
   * @throws AF_REFERENCE_REFUSED when it leads outside the document, AF_REFERENCE_UNRESOLVED when nothing stands there
   */
  find(reference: string, from: string): Located {
    return this.#find(reference, from, 0);
  }

  /** The place itself, or where its chain of `$ref`s ends. Throws as `find` does. */
  follow(value: Json, pointer: string): Located {
    let place: Located = { value, pointer: this.#document.origins.get(value) ?? pointer };
    for (let hops = 0; isJsonObject(place.value); hops++) {
      const reference = place.value["$ref"];
      if (typeof reference !== "string") break;
      if (hops >= hopLimit) throw this.#unresolved(reference, pointer, "leads in a circle");
      place = this.find(reference, place.pointer);
    }
    return place;
  }

  /** Remembers what it found: chains that meet again and again would take exponential time. */
  #find(reference: string, from: string, hops: number): Located {
    const known = this.#found.get(reference);
    if (known) return known;
    const found = this.#walk(reference, from, hops);
    this.#found.set(reference, found);
    return found;
  }

  #walk(reference: string, from: string, hops: number): Located {
    const steps = referenceSteps(reference);
    if (!steps) throw this.#refused(reference, from);
    if (hops > hopLimit) throw this.#unresolved(reference, from, "leads in a circle");
    let place: Located = { pointer: "#", value: this.#document.root };
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

  #refused(reference: string, from: string): AgentFlowError {
    return new AgentFlowError(
      errorCodes.referenceRefused,
      `The reference ${quoted(reference)} leads outside the document.`,
      {
        help: "Bundle the description into one document first: other files and hosts are not read.",
        location: { source: this.#document.source, pointer: from.slice(1) },
      },
    );
  }

  #unresolved(reference: string, from: string, what: string): AgentFlowError {
    return new AgentFlowError(
      errorCodes.referenceUnresolved,
      `The reference ${quoted(reference)} ${what}.`,
      {
        help: "Correct the reference, or add what it names to the document.",
        location: { source: this.#document.source, pointer: from.slice(1) },
      },
    );
  }
}
