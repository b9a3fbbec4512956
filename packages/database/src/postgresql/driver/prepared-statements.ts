/** Statements that one connection keeps prepared at most. */
const most = 256;

/** The statements that a connection has prepared: by name, the one used last at the end. */
export class PreparedStatements {
  readonly #texts = new Map<string, string>();
  readonly #outdated: string[] = [];
  readonly #limit: number;

  constructor(limit = most) {
    this.#limit = limit;
  }

  /** True when the server has the statement prepared. If not, it is about to be. */
  use(name: string, text: string): boolean {
    const known = this.#texts.get(name);
    if (known !== undefined) this.#texts.delete(name);
    this.#texts.set(name, text);
    if (known === text) return true;
    // The server refuses another text under a name that it has.
    if (known !== undefined) this.#outdated.push(name);
    else if (this.#texts.size > this.#limit) this.#dropOldest();
    return false;
  }

  /** The server may not have it any more, or not in this form. */
  forget(name: string): void {
    if (this.#texts.delete(name)) this.#outdated.push(name);
  }

  /** Names that the server has to be told to drop; once each. */
  takeOutdated(): readonly string[] {
    return this.#outdated.length === 0 ? none : this.#outdated.splice(0);
  }

  #dropOldest(): void {
    for (const oldest of this.#texts.keys()) {
      this.forget(oldest);
      return;
    }
  }
}

const none: readonly string[] = [];
