import { Code, type Json, keyLiteral, memberLines, stringLiteral } from "@agentflow/core";
import type { AttributeKind } from "@agentflow/database/dynamodb";
import type { AttributeModel, KeyModel } from "../dynamodb-model.js";
import { keyNames, type NamedTable } from "./named-tables.js";

/** What a program gets of each kind. */
export const kindTypes: Readonly<Record<AttributeKind, string>> = {
  string: "string",
  number: "number",
  bigint: "bigint",
  decimal: "string",
  bytes: "Uint8Array",
  boolean: "boolean",
  any: "DynamoValue",
};

/** Source of `src/tables/<file>.ts`: the types of a table's items and key, and its description. */
export function tableModule(table: NamedTable): string {
  const { id, key, model, types } = table;
  const row = Code.identifier(types.row).toString();
  const keyType = Code.identifier(types.key).toString();
  const keys = keyNames(model);
  const indexes = model.indexes.map(({ name }) => stringLiteral(name)).join(" | ") || "never";
  const members = model.attributes.map((attribute) => member(attribute, keys, model.sampled));
  const about = Code.comment(
    `An item of ${id}. Its key is sure; other attributes may be there, or of other types.`,
  ).toString();
  return [
    `import { defineDynamoTable, type DynamoValue } from "@agentflow/database/dynamodb";\n`,
    `${about}\nexport interface ${row} {\n${members.join("")}  readonly [name: string]: DynamoValue | undefined;\n}\n`,
    `/** What finds one item. */\nexport interface ${keyType} {\n${keys.map((name) => keyMember(name, model.attributes)).join("")}}\n`,
    `${Code.comment(`Table ${id}.`).toString()}\nexport const ${Code.identifier(key).toString()} = /* @__PURE__ */ defineDynamoTable<\n  ${row},\n  ${keyType},\n  ${indexes}\n>(${memberLines(description(table))});\n`,
  ].join("\n");
}

function member(
  { name, kind, seen }: AttributeModel,
  keys: readonly string[],
  sampled: number,
): string {
  const doc =
    seen === null ? "" : `  ${Code.comment(`In ${seen} of ${sampled} items.`, "  ").toString()}\n`;
  return `${doc}  readonly ${keyLiteral(name)}${keys.includes(name) ? "" : "?"}: ${kindTypes[kind]};\n`;
}

function keyMember(name: string, attributes: readonly AttributeModel[]): string {
  const kind = attributes.find((each) => each.name === name)?.kind ?? "any";
  return `  readonly ${keyLiteral(name)}: ${kindTypes[kind]};\n`;
}

function description({ model }: NamedTable): { readonly [key: string]: Json } {
  const described = model.attributes.filter(({ kind }) => kind !== "any");
  return {
    name: model.name,
    ...keyDescription(model),
    attributes: described.map(({ name, kind }) => ({ name, kind })),
    indexes: model.indexes.map((index) => ({ name: index.name, ...keyDescription(index) })),
  };
}

function keyDescription({ partitionKey, sortKey }: KeyModel): { readonly [key: string]: Json } {
  return { partitionKey, ...(sortKey !== null && { sortKey }) };
}
