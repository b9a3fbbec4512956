/**
 * Which schemes are the same credential. A document may describe one token several times (as OAuth 2, as OpenID
 * Connect and as a bearer token); it then names them as alternatives of each other.
 */
export class SameCredential {
  readonly #parents = new Map<string, string>();

  /** Takes note that two names are one credential. */
  unite(left: string, right: string): void {
    const [first, second] = [this.of(left), this.of(right)];
    if (first !== second) this.#parents.set(second, first);
  }

  /** The name that stands for all that are one with it. */
  of(name: string): string {
    let root = name;
    for (let parent = this.#parents.get(root); parent !== undefined;) {
      root = parent;
      parent = this.#parents.get(root);
    }
    return root;
  }
}
