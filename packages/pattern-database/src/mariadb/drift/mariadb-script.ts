import { SqlScript } from "../../drift/sql-script.js";
import { bodyStatements } from "../schema-objects/object-parts.js";

/**
 * Sets the modes that a script's statements are read with, but for bodies: what `show create` writes means the same,
 * values that do not fit make a statement fail, and a zero in a numbered column stays one.
 */
export const [usualMode] = bodyStatements(
  "",
  "STRICT_TRANS_TABLES,STRICT_ALL_TABLES,NO_AUTO_VALUE_ON_ZERO,NO_ENGINE_SUBSTITUTION",
);

/**
 * Statements for the client `mariadb`, which ends one at each semicolon unless it is told otherwise. The script is to
 * begin with `usualMode`.
 */
export class MariadbScript extends SqlScript {
  #mode = usualMode;

  override remark(text: string): void {
    this.#enter(usualMode);
    super.remark(text);
  }

  override statement(sql: string): void {
    this.#enter(usualMode);
    super.statement(sql);
  }

  /** A routine or a trigger: the modes that it is made with, and what makes it. */
  body([mode = "", sql = ""]: readonly string[]): void {
    this.#enter(mode);
    // Of other modes: where a text or a comment ends is not looked for.
    if (!/;|--|#|\/\*/.test(sql)) return super.statement(sql);
    const end = delimiterFor(sql);
    this.block(`DELIMITER ${end}\n${sql}\n${end}\nDELIMITER ;`);
  }

  #enter(mode: string): void {
    if (mode === this.#mode) return;
    this.#mode = mode;
    super.statement(mode);
  }
}

/** A sign for the end of a statement that is not in it. */
function delimiterFor(sql: string): string {
  let end = "$$";
  for (let number = 1; sql.includes(end); number += 1) end = `$${number}$`;
  return end;
}
