/** Names of one scope, each given once. Two that differ only in case count as one, as they do for some file systems. */
export class NamePool {
  readonly #taken: Set<string>;

  /** @param reserved names that are never given */
  constructor(reserved: Iterable<string> = []) {
    this.#taken = new Set([...reserved].map(folded));
  }

  has(name: string): boolean {
    return this.#taken.has(folded(name));
  }

  /** The first of `candidates` that is free, or the first with the lowest free number from 2 up; taken from then on. */
  take(...candidates: readonly [string, ...string[]]): string {
    const name =
      candidates.find((candidate) => !this.has(candidate)) ?? this.#numbered(candidates[0]);
    this.#taken.add(folded(name));
    return name;
  }

  #numbered(base: string): string {
    for (let number = 2; ; number++) if (!this.has(`${base}${number}`)) return `${base}${number}`;
  }
}

function folded(name: string): string {
  return name.toLowerCase();
}
