import type { ForeignKeyModel } from "../../model/database-model.js";
import { closingIndex, isToken, type Token } from "../sql/tokens.js";
import type { TableForeignKey } from "./create-table.js";

/** `` CONSTRAINT `name` FOREIGN KEY (`a`) REFERENCES `other` (`id`) ON DELETE CASCADE ``; undefined for another part. */
export function foreignKeyOf(part: readonly Token[]): TableForeignKey | undefined {
  const [constraint, name, foreign] = part;
  if (!isToken(constraint, "CONSTRAINT") || name === undefined || !isToken(foreign, "FOREIGN")) {
    return undefined;
  }
  const references = part.findIndex((token) => isToken(token, "REFERENCES"));
  const opening = part.findIndex((token, index) => index > references && isToken(token, "("));
  const closing = closingIndex(part, opening);
  const target = names(part.slice(references, opening));
  const rest = part.slice(closing + 1);
  return {
    name: name.value,
    columns: names(part.slice(2, references)),
    referencedDatabase: target.length > 1 ? (target[0] ?? null) : null,
    referencedTable: target.at(-1) ?? "",
    referencedColumns: names(part.slice(opening, closing)),
    onUpdate: action(rest, "UPDATE"),
    onDelete: action(rest, "DELETE"),
  };
}

function names(tokens: readonly Token[]): readonly string[] {
  return tokens.filter(({ kind }) => kind === "name").map(({ value }) => value);
}

/** The server leaves out what it does by default. */
function action(rest: readonly Token[], event: string): ForeignKeyModel["onUpdate"] {
  const start = rest.findIndex(
    (token, index) => isToken(token, event) && isToken(rest[index - 1], "ON"),
  );
  if (start === -1) return "restrict";
  switch (rest[start + 1]?.value) {
    case "CASCADE":
      return "cascade";
    case "NO":
      return "no-action";
    case "SET":
      return rest[start + 2]?.value === "NULL" ? "set-null" : "set-default";
    default:
      return "restrict";
  }
}
