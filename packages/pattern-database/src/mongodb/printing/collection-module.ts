import { Code, type Json, memberLines, stringLiteral } from "@agentflow/core";
import type { ValueModel } from "../model/mongodb-model.js";
import { count } from "./field-doc.js";
import { documentDescription } from "./value-description.js";
import { isWritable, type NamedCollection } from "./named-collections.js";
import { documentText, unionClasses } from "./type-text.js";

const kinds = { collection: "Collection", view: "View", timeseries: "Time series" } as const;

/** Source of `src/collections/<file>.ts`: the types of a collection's documents, and its description. */
export function collectionModule(collection: NamedCollection): string {
  const { id, key, model, types } = collection;
  const row = Code.identifier(types.row).toString();
  const about = [`A document of ${id}.`, model.comment ?? "", promise(collection)];
  const doc = Code.comment(about.filter((part) => part !== "").join("\n\n")).toString();
  const writable = isWritable(collection);
  const parameters = writable
    ? [types.row, types.insert, types.changes]
    : [types.row, "never", "never"];
  const definition = Code.comment(`${kinds[model.kind]} ${id}.`).toString();
  const blocks = [
    imports(collection),
    `${doc}\nexport interface ${row} ${documentText(model.document, "")}\n`,
    ...(writable ? writing(collection) : []),
    `${definition}\nexport const ${Code.identifier(key).toString()} = /* @__PURE__ */ defineCollection<\n  ${parameters.join(",\n  ")}\n>(${memberLines(description(collection))});\n`,
  ];
  return blocks.join("\n");
}

/** What the types are from, and so what they promise. */
export function promise({ model }: NamedCollection): string {
  const { validation, sampled, document } = model;
  const described = document.fields.some(({ name, seen }) => seen === null && name !== "_id");
  if (described && validation === "strict" && !document.open) {
    return "Its validator says all of this, and the server refuses other documents. Ones that are older than the validator may differ.";
  }
  const parts = [
    ...(described && validation !== null
      ? ["Fields without a count are from its validator, which holds for what is written."]
      : []),
    ...(described && validation === null
      ? ["Fields without a count are from its validator, which refuses nothing."]
      : []),
    ...(sampled > 0
      ? [
          `${described ? "The others were" : "Its types are what was"} found in ${sampled === 1 ? "1 document" : `${count(sampled)} documents`}: others may have other fields, and values of other types.`,
        ]
      : []),
    ...(!described && sampled === 0
      ? ["No document was looked at: nothing is known of its fields."]
      : []),
  ];
  return parts.join(" ");
}

function imports({ model }: NamedCollection): string {
  const written = model.kind === "collection" ? ["DocumentChanges"] : [];
  const generated = needsNewDocument(model) ? ["NewDocument"] : [];
  const types = new Set([...importedTypes(model.document), ...written, ...generated]);
  const all = ["defineCollection", ...[...types].toSorted().map((name) => `type ${name}`)];
  return `import {\n${all.map((name) => `  ${name},\n`).join("")}} from "@agentflow/database/mongodb";\n`;
}

function needsNewDocument({ kind, document }: NamedCollection["model"]): boolean {
  // Only ObjectIds are made by the runtime.
  const id = document.fields.find(({ name }) => name === "_id");
  return kind === "collection" && id !== undefined && madeByRuntime(id.value);
}

/** Of the types that the module has to import, those that stand in what it prints. Keys and comments are not types. */
function importedTypes(value: ValueModel): readonly string[] {
  switch (value.kind) {
    case "scalar":
      return value.type === "any" ? ["MongoValue"] : [];
    case "document":
      return value.fields.flatMap((field) => importedTypes(field.value));
    case "record":
      return importedTypes(value.values);
    case "array":
      return importedTypes(value.items);
    case "union":
      return [...unionClasses(value), ...value.of.flatMap((each) => importedTypes(each))];
  }
}

function writing({ types, model }: NamedCollection): readonly string[] {
  const insert = Code.identifier(types.insert).toString();
  const changes = Code.identifier(types.changes).toString();
  const generated = needsNewDocument(model);
  return [
    `/** What an insert takes. */\nexport type ${insert} = ${generated ? `NewDocument<${types.row}, "_id">` : types.row};\n`,
    `/** What an update takes. */\nexport type ${changes} = DocumentChanges<${types.row}, "_id">;\n`,
  ];
}

export function madeByRuntime(value: ValueModel): boolean {
  if (value.kind === "union") return value.of.some((each) => madeByRuntime(each));
  return value.kind === "scalar" && (value.type === "objectId" || value.type === "any");
}

function description({ model }: NamedCollection): { readonly [key: string]: Json } {
  const uniques = model.indexes
    .filter(({ unique }) => unique)
    .map(({ name, keys }) => [name, keys.map(([path]) => path)] as const);
  return {
    name: model.name,
    kind: model.kind,
    document: documentDescription(model.document),
    uniques: Object.fromEntries(uniques),
  };
}

/** `export { orders } from "./collections/orders.js";` for each. */
export function gathered(collections: readonly NamedCollection[]): string {
  const lines = collections.map(
    ({ key, file }) =>
      `export { ${Code.identifier(key).toString()} } from ${stringLiteral(`./collections/${file}.js`)};\n`,
  );
  // Without exports it would be no module.
  return lines.length === 0 ? "export {};\n" : lines.join("");
}
