import type { SqlScript } from "../../drift/sql-script.js";
import { sqlName } from "../sql/sql-name.js";
import { folded, isWord } from "../sql/sql-tokens.js";
import type { ChangedTable, SchemaChange } from "./schema-change.js";
import type { SchemaStatement } from "./schema-statement.js";
import { outerTokens } from "./table-change.js";
import { rebuildTable } from "./rebuild-table.js";
import { remarkColumns, remarkRenames } from "./column-remarks.js";

/** Changes tables that stay. */
export class TableSteps {
  readonly #script: SqlScript;
  readonly #change: SchemaChange;
  /** Folded names that are taken. */
  readonly #names: Set<string>;

  constructor(script: SqlScript, change: SchemaChange) {
    this.#script = script;
    this.#change = change;
    this.#names = new Set([...change.from, ...change.to].map(({ name }) => folded(name)));
  }

  write(table: ChangedTable): void {
    const { before, after, change } = table;
    remarkRenames(this.#script, before, after);
    if (change.kind === "rebuild") {
      remarkColumns(this.#script, table, this.#change);
      rebuildTable(this.#script, table, this.#freeName(after));
      return;
    }
    const name = sqlName(after.name);
    for (const { column } of change.dropped) {
      this.#script.remark(
        `Destructive: drops the column ${after.name}.${column.text} with its values.`,
      );
      this.#script.statement(`ALTER TABLE ${name} DROP COLUMN ${sqlName(column.text)}`);
    }
    for (const item of change.added) {
      const { column, tokens } = item;
      if (outerTokens(item).some((token) => isWord(token, "check"))) {
        this.#script.remark(
          `Review: fails when the check of ${after.name}.${column.text} refuses a row that is there.`,
        );
      }
      this.#script.statement(
        `ALTER TABLE ${name} ADD COLUMN ${after.sql.slice(column.start, tokens.at(-1)?.end)}`,
      );
    }
  }

  #freeName({ name }: SchemaStatement): string {
    let free = `new_${name}`;
    while (this.#names.has(folded(free))) free = `new_${free}`;
    this.#names.add(folded(free));
    return free;
  }
}
