import type { AgentFlowError, Json } from "@agentflow/core";

/** A document that another one refers to. */
export interface RelatedDocument {
  /** The address it was read from. */
  readonly source: string;
  readonly digest: string;
  readonly text: string;
  readonly root: Json;
}

/**
 * The documents that a description refers to, each by a name that pointers begin with: `schemas/pet.yaml#/Pet`. The
 * description's own name is empty.
 */
export class RelatedDocuments {
  readonly #documents = new Map<string, RelatedDocument>();
  readonly #links = new Map<string, string | AgentFlowError>();

  add(name: string, document: RelatedDocument): void {
    this.#documents.set(name, document);
  }

  /** @param target name of what the reference leads to, or why it does not */
  link(from: string, reference: string, target: string | AgentFlowError): void {
    this.#links.set(`${from}#${reference}`, target);
  }

  /** What a reference of a document leads to, by name; `undefined` when it was not looked for. */
  target(from: string, reference: string): string | AgentFlowError | undefined {
    return this.#links.get(`${from}#${reference}`);
  }

  get(name: string): RelatedDocument | undefined {
    return this.#documents.get(name);
  }

  [Symbol.iterator](): Iterator<readonly [name: string, document: RelatedDocument]> {
    return this.#documents[Symbol.iterator]();
  }

  get size(): number {
    return this.#documents.size;
  }
}

/** Of a description that stands alone. */
export const noRelatedDocuments = new RelatedDocuments();

/** The name of the document that a pointer is of. */
export function documentName(pointer: string): string {
  return pointer.slice(0, pointer.indexOf("#"));
}
