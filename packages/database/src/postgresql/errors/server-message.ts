import { cleanText, textBeforeValue } from "../../errors/clean-text.js";
import type { DatabaseErrorKind } from "../../errors/database-error-kind.js";
import { sentence, violationMessage } from "../../errors/violation-message.js";
import { isStillReferenced, type ServerFields } from "./server-fields.js";

/** What is told of a server's error: names, but no values. */
export interface ServerViolation {
  readonly kind: DatabaseErrorKind;
  readonly fields: ServerFields;
  readonly columns: readonly string[];
  /** What the server said; may hold values. */
  readonly text: string;
  readonly secrets: readonly string[];
}

/** A sentence for a server's error. Text of the server that may hold values of rows is left out. */
export function serverMessage({ kind, fields, columns, text, secrets }: ServerViolation): string {
  const { code, schema, table, constraint } = fields;
  const stillReferenced = isStillReferenced(text);
  const reason = textBeforeValue(text) ?? `SQLSTATE ${code}`;
  return (
    violationMessage({ kind, schema, table, columns, constraint, stillReferenced, reason }) ??
    sentence(cleanText(text, secrets))
  );
}
