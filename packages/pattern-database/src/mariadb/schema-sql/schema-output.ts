import { quotedText } from "../sql/quoted.js";

/** SQL that grows, and what it leaves out. */
export class SchemaOutput {
  readonly #statements: string[] = [];
  /** For people: ``trigger `audit` ``. */
  readonly omissions: string[] = [];
  #sqlMode = "";

  /** @param sqlMode the modes that the statement is read with, now and whenever its body runs */
  add(statement: string, sqlMode = ""): void {
    if (sqlMode !== this.#sqlMode) {
      this.#statements.push(`SET SESSION sql_mode = ${quotedText(sqlMode)}`);
      this.#sqlMode = sqlMode;
    }
    this.#statements.push(statement);
  }

  omit(what: string): void {
    this.omissions.push(what);
  }

  /** Everything that was added, in a session of its own settings. */
  sql(): string {
    const statements = [
      "SET SESSION sql_mode = ''",
      // Tables may refer to each other in circles.
      "SET SESSION foreign_key_checks = 0",
      ...this.#statements,
      "SET SESSION foreign_key_checks = DEFAULT",
      "SET SESSION sql_mode = DEFAULT",
    ];
    return statements.map((statement) => `${statement};\n`).join("\n");
  }
}
