import { Code, keyLiteral, stringLiteral } from "@agentflow/core";
import type { ScalarKind } from "@agentflow/database/mongodb";
import type { DocumentModel, FieldModel, ValueModel } from "../model/mongodb-model.js";
import { fieldDoc } from "./field-doc.js";

/** What a program gets of each kind, as `@agentflow/database/mongodb` documents it. */
const texts: Readonly<Record<ScalarKind, string>> = {
  string: "string",
  int: "number",
  double: "number",
  long: "bigint",
  decimal: "string",
  number: "number | bigint | string",
  boolean: "boolean",
  date: "Date",
  objectId: "string",
  uuid: "string",
  bytes: "Uint8Array",
  null: "null",
  any: "MongoValue",
};

/** The same where texts are among several types. */
const classes: Partial<Readonly<Record<ScalarKind, string>>> = {
  decimal: "Decimal128",
  number: "number | bigint | Decimal128",
  objectId: "ObjectId",
  uuid: "UUID",
};

/** Kinds whose values are texts to a program. */
const textual: ReadonlySet<string> = new Set(["string", "decimal", "number", "objectId", "uuid"]);

/** The TypeScript type of a value. @param indent spaces before the line that it ends on */
export function typeText(value: ValueModel, indent: string): string {
  return [...new Set(alternatives(value, indent))].join(" | ");
}

function alternatives(value: ValueModel, indent: string): readonly string[] {
  switch (value.kind) {
    case "scalar":
      return (
        value.rules.texts?.map((text) => stringLiteral(text)) ?? texts[value.type].split(" | ")
      );
    case "document":
      return [documentText(value, indent)];
    case "record":
      return [`Readonly<Record<string, ${typeText(value.values, indent)}>>`];
    case "array": {
      const items = typeText(value.items, indent);
      // An object's own members may hold a "|".
      const single =
        value.items.kind !== "union" && !/^[^{]*\|/.test(items) && !items.startsWith("readonly ");
      return [`readonly ${single ? items : `(${items})`}[]`];
    }
    case "union": {
      const ambiguous = isAmbiguous(value.of);
      return value.of.flatMap((each) => {
        const own = ambiguous && each.kind === "scalar" ? classes[each.type] : undefined;
        return own?.split(" | ") ?? alternatives(each, indent);
      });
    }
  }
}

function isAmbiguous(values: readonly ValueModel[]): boolean {
  return values.filter((each) => each.kind === "scalar" && textual.has(each.type)).length > 1;
}

/** The driver's classes that a union's type names. */
export function unionClasses({ of }: Extract<ValueModel, { kind: "union" }>): readonly string[] {
  if (!isAmbiguous(of)) return [];
  return of.flatMap((each) => {
    const own = each.kind === "scalar" ? classes[each.type] : undefined;
    return own?.split(" | ").slice(-1) ?? [];
  });
}

/** `{ … }` with a member for each field. */
export function documentText({ fields }: DocumentModel, indent: string): string {
  if (fields.length === 0) return "Readonly<Record<string, never>>";
  const inner = `${indent}  `;
  return `{\n${fields.map((field) => member(field, inner)).join("")}${indent}}`;
}

function member(field: FieldModel, indent: string): string {
  const doc = Code.comment(fieldDoc(field), indent).toString();
  const head = doc === "" ? "" : `${indent}${doc}\n`;
  const name = `${keyLiteral(field.name)}${field.optional ? "?" : ""}`;
  return `${head}${indent}readonly ${name}: ${typeText(field.value, indent)};\n`;
}
