import type { Circuit } from "./circuit.js";

/**
 * The circuits by key, as many as are in use: two generations, of which the older is forgotten when the younger
 * is full. What was looked up since, or is open, goes on.
 */
export class CircuitMap {
  readonly #size: number;
  #young = new Map<string, Circuit>();
  #old = new Map<string, Circuit>();

  /** @param size circuits of a generation */
  constructor(size: number) {
    this.#size = size;
  }

  get(key: string): Circuit | undefined {
    const circuit = this.#young.get(key);
    if (circuit !== undefined || this.#old.size === 0) return circuit;
    const older = this.#old.get(key);
    if (older !== undefined) this.add(older);
    return older;
  }

  add(circuit: Circuit): void {
    if (this.#young.size >= this.#size) this.#age();
    this.#young.set(circuit.key, circuit);
  }

  #age(): void {
    const forgotten = this.#old;
    this.#old = this.#young;
    this.#young = new Map();
    for (const [key, circuit] of forgotten) {
      if (circuit.state === "open" && !this.#old.has(key)) this.#old.set(key, circuit);
    }
  }
}
