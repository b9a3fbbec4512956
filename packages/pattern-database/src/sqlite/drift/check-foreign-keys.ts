import type { SqlScript } from "../../drift/sql-script.js";
import { sqlText } from "../sql/sql-text.js";
import { folded, isWord } from "../sql/sql-tokens.js";
import type { SchemaChange } from "./schema-change.js";

/**
 * Looks for rows whose foreign keys lead nowhere, and fails when there are some: nothing else has looked meanwhile. Tables
 * with foreign keys are looked at when they, or what they lead to, were changed or dropped.
 */
export function checkForeignKeys(script: SqlScript, change: SchemaChange): void {
  const disturbed = new Set(
    [...change.changed.map(({ after }) => after), ...change.dropped, ...change.made]
      .filter(({ kind }) => kind === "table")
      .map(({ table }) => table),
  );
  const looked = change.to.filter(({ kind, table, tokens }) => {
    const referenced = tokens.flatMap((token, index) =>
      isWord(token, "references") ? folded(tokens[index + 1]?.text ?? "") : [],
    );
    if (kind !== "table" || referenced.length === 0) return false;
    return disturbed.has(table) || referenced.some((name) => disturbed.has(name));
  });
  if (looked.length === 0) return;
  const check = '"agentflow_foreign_key_check"';
  script.remark("Review: fails when a foreign key of these leads to a row that is not there.");
  script.statement(`CREATE TEMP TABLE ${check} (broken INTEGER CHECK (broken = 0))`);
  for (const { name } of looked) {
    script.statement(
      `INSERT INTO temp.${check}\nSELECT count(*) FROM pragma_foreign_key_check(${sqlText(name)})`,
    );
  }
  script.statement(`DROP TABLE temp.${check}`);
}
