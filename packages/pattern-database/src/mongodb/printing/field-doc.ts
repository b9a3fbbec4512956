import type { FieldModel, ValueModel } from "../model/mongodb-model.js";

/** Kinds that TypeScript's type says by itself. */
const plain: ReadonlySet<string> = new Set(["string", "boolean", "date", "null", "any", "bytes"]);

/** The doc comment of a field: what the validator says of it, its kind, and in how many documents it was. */
export function fieldDoc({ value, seen, comment }: FieldModel): string {
  const kind = kindText(value);
  const notes = [
    ...(plain.has(kind) || kind === "" ? [] : [`${kind}.`]),
    ...(seen === null ? [] : [`In ${count(seen.with)} of ${count(seen.of)} documents.`]),
  ];
  return [comment ?? "", notes.join(" ")].filter((part) => part !== "").join("\n\n");
}

/** The kinds of a value in MongoDB's words: `int | double`, `string[]`; empty for documents. */
export function kindText(value: ValueModel): string {
  switch (value.kind) {
    case "scalar":
      return value.type;
    case "document":
    case "record":
      return "";
    case "array":
      return value.items.kind === "scalar" ? `${value.items.type}[]` : "";
    case "union":
      return value.of
        .map((each) => kindText(each) || (each.kind === "array" ? "array" : "object"))
        .join(" | ");
  }
}

/** `1,000`. */
export function count(number: number): string {
  return String(number).replaceAll(/\B(?=(?:\d{3})+$)/g, ",");
}
