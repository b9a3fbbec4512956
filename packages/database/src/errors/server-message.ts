import { cleanText, quoted, textBeforeValue } from "./clean-text.js";
import type { DatabaseErrorKind } from "./database-error-kind.js";
import { isStillReferenced, type ServerFields } from "./server-fields.js";

/** What is told of a server's error: names, but no values. */
export interface Violation {
  readonly kind: DatabaseErrorKind;
  readonly fields: ServerFields;
  readonly columns: readonly string[];
  /** What the server said; may hold values. */
  readonly text: string;
  readonly secrets: readonly string[];
}

/** A sentence for a server's error. Text of the server that may hold values of rows is left out. */
export function serverMessage(violation: Violation): string {
  const { kind, columns, fields, text, secrets } = violation;
  const place = placeOf(violation);
  const names = columns.map(quoted).join(", ");
  switch (kind) {
    case "unique-violation":
      return `Another row has the same ${names || "values"}${place}.`;
    case "foreign-key-violation":
      return isStillReferenced(text)
        ? `A row is still referred to by another${place}.`
        : `A row refers to another that does not exist${place}.`;
    case "check-violation":
      return `A row does not meet a condition${place}.`;
    case "not-null-violation":
      return `${names ? `The column ${names}` : "A column"} must not be null${place}.`;
    case "exclusion-violation":
      return `A row excludes another${place}.`;
    case "data":
      return `A value is not valid${place}: ${textBeforeValue(text) ?? `SQLSTATE ${fields.code}`}.`;
    default:
      return sentence(cleanText(text, secrets));
  }
}

function placeOf({ fields: { schema, table, constraint } }: Violation): string {
  const name = [schema, table].filter((part) => part !== undefined).map(quoted);
  const parts = [
    ...(constraint === undefined ? [] : [`constraint ${quoted(constraint)}`]),
    ...(table === undefined ? [] : [`table ${name.join(".")}`]),
  ];
  return parts.length === 0 ? "" : ` (${parts.join(" of ")})`;
}

/** The text as a sentence: PostgreSQL writes neither a capital nor a full stop. */
export function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1).replace(/\.$/, "")}.`;
}
