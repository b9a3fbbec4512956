import { quoted } from "./clean-text.js";
import type { DatabaseErrorKind } from "./database-error-kind.js";

/** What is told of a violation: names, but no values. */
export interface Violation {
  readonly kind: DatabaseErrorKind;
  readonly schema?: string | undefined;
  readonly table?: string | undefined;
  readonly columns: readonly string[];
  readonly constraint?: string | undefined;
  /** A foreign key refused because rows still refer to a row, not because a row refers to none. */
  readonly stillReferenced?: boolean | undefined;
  /** What is wrong with a value, without the value. */
  readonly reason?: string | undefined;
}

/** A sentence for what a database refuses; `undefined` for kinds that are no violation. */
export function violationMessage(violation: Violation): string | undefined {
  const { kind, columns, stillReferenced = false, reason = "no reason is given" } = violation;
  const place = placeOf(violation);
  const names = columns.map(quoted).join(", ");
  switch (kind) {
    case "unique-violation":
      return `Another row has the same ${names || "values"}${place}.`;
    case "foreign-key-violation":
      return stillReferenced
        ? `A row is still referred to by another${place}.`
        : `A row refers to another that does not exist${place}.`;
    case "check-violation":
      return `A row does not meet a condition${place}.`;
    case "not-null-violation":
      return `${names ? `The column ${names}` : "A column"} must not be null${place}.`;
    case "exclusion-violation":
      return `A row excludes another${place}.`;
    case "data":
      return `A value is not valid${place}: ${reason}.`;
    default:
      return undefined;
  }
}

function placeOf({ schema, table, constraint }: Violation): string {
  const name = [schema, table].filter((part) => part !== undefined).map(quoted);
  const parts = [
    ...(constraint === undefined ? [] : [`constraint ${quoted(constraint)}`]),
    ...(table === undefined ? [] : [`table ${name.join(".")}`]),
  ];
  return parts.length === 0 ? "" : ` (${parts.join(" of ")})`;
}

/** The text as a sentence: servers write neither a capital nor a full stop. */
export function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1).replace(/\.$/, "")}.`;
}
