import type { NamedColumn } from "./column-facts.js";
import type { ColumnType } from "./column-type.js";

/** The doc comment of a column in rows: what the database says of it, and its type where TypeScript's says less. */
export function columnDoc({ model, type }: NamedColumn): string {
  const notes = [
    ...typeNote(type),
    ...(model.generated === null ? [] : [`Generated: \`${model.generated}\`.`]),
  ];
  return [model.comment ?? "", notes.join(" ")].filter((part) => part.trim() !== "").join("\n\n");
}

/** The doc comment of a column in what an insert takes. */
export function newColumnDoc({ model, type }: NamedColumn): string {
  const inherited = type.domains.find((domain) => domain.default !== null)?.default ?? null;
  const value = model.default ?? inherited;
  if (value !== null) return `Default: \`${value}\`.`;
  return model.identity === null ? "" : "Default: the next number.";
}

function typeNote({ domains, note }: ColumnType): readonly string[] {
  if (domains.length > 0) {
    return domains.map(({ schema, name, base: { sql: made }, checks }) => {
      const rules = checks.map(({ expression }) => `, \`${expression}\``).join("");
      return `Domain ${schema}.${name}: \`${made}\`${rules}.`;
    });
  }
  return note === "" ? [] : [note];
}
