import { isToken, splitAtCommas, type Token, tokensOf } from "../sql/tokens.js";

/** Says which tables a role may delete rows of, which no view of the catalogue says. */
export class DeleteGrants {
  readonly #targets: readonly (readonly Token[])[];
  readonly #database: string;

  /** @param grants as `show grants` writes them, those of the role's own roles among them */
  constructor(grants: readonly string[], database: string) {
    this.#database = database;
    this.#targets = grants.flatMap((grant) => {
      const tokens = tokensOf(grant);
      const on = tokens.findIndex((token) => isToken(token, "ON"));
      const to = tokens.findIndex((token, index) => index > on && isToken(token, "TO"));
      if (!isToken(tokens[0], "GRANT") || on === -1) return [];
      const rights = splitAtCommas(tokens.slice(1, on)).map(([first]) => first);
      const covers = rights.some((right) => isToken(right, "DELETE") || isToken(right, "ALL"));
      return covers ? [tokens.slice(on + 1, to)] : [];
    });
  }

  /** Whether rows of a table or view may be deleted. */
  allows(table: string): boolean {
    return this.#targets.some(([database, , object]) => {
      if (object === undefined) return false;
      if (isToken(object, "*"))
        return isToken(database, "*") || this.#covers(database?.value ?? "");
      return database?.value === this.#database && object.value === table;
    });
  }

  /** In grants of a whole database, its name is a pattern of `like`. */
  #covers(pattern: string): boolean {
    const source = pattern.replaceAll(
      /\\([^])|[%_]|[^]/gu,
      (piece, escaped: string | undefined) => {
        if (piece === "%") return ".*";
        if (piece === "_") return ".";
        return (escaped ?? piece).replaceAll(/[\\^$.|?*+()[\]{}]/g, "\\$&");
      },
    );
    return new RegExp(`^${source}$`, "su").test(this.#database);
  }
}
