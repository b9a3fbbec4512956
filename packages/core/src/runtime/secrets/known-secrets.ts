import { noSecrets, SecretFilter } from "./secret-filter.js";

/** Values of one secret that are remembered: what was rotated away may still stand in a late message. */
const remembered = 8;

/** The secrets that were read, to remove them from messages. */
export class KnownSecrets {
  readonly #values = new Map<string, readonly string[]>();
  #filter: SecretFilter = noSecrets;

  /** Removes every value that is known now. */
  get filter(): SecretFilter {
    return this.#filter;
  }

  /** Takes up a value of a secret; of many, the oldest is forgotten. */
  add(name: string, value: string): void {
    const values = this.#values.get(name) ?? [];
    if (values.includes(value)) return;
    this.#values.set(name, [value, ...values].slice(0, remembered));
    this.#filter = new SecretFilter([...this.#values.values()].flat());
  }
}
