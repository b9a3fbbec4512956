import { cellCode, inlineCode, markdownText, type PlannedFile, tableRow } from "@agentflow/core";
import type { FieldModel, ValueModel } from "../model/mongodb-model.js";
import { promise } from "./collection-module.js";
import { exampleCalls } from "./example-calls.js";
import { count, kindText } from "./field-doc.js";
import type { NamedCollection, NamedCollections } from "./named-collections.js";
import { typeText } from "./type-text.js";

const kinds = { collection: "Collection", view: "View", timeseries: "Time series" } as const;

/** `docs/<file>.md`: what a collection holds, how sure that is, and how it is called. */
export function collectionPage(
  { names }: NamedCollections,
  collection: NamedCollection,
): PlannedFile {
  const { model, id, key } = collection;
  const sections = [
    `# ${markdownText(id)}`,
    markdownText(model.comment ?? ""),
    `${kinds[model.kind]} ${inlineCode(model.name)}${model.viewOn === null ? "" : ` of ${inlineCode(model.viewOn)}`}, in a program ${inlineCode(`${names.variable}.${key}`)}. Every call and its options: the [README](../README.md).`,
    `\`\`\`ts\n${exampleCalls(names.variable, collection)}\n\`\`\``,
    `## Fields\n\n${promise(collection)}\n\n${fieldTable(collection)}`,
    section("Indexes", indexLines(collection)),
    section("Also", furtherLines(collection)),
  ];
  const text = `${sections.filter((part) => part !== "").join("\n\n")}\n`;
  return { kind: "text", path: `docs/${collection.file}.md`, text };
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? "" : `## ${title}\n\n${lines.join("\n")}`;
}

function fieldTable({ model }: NamedCollection): string {
  return [
    "| Field | Kind | In TypeScript | In documents | What it is |",
    "| --- | --- | --- | --- | --- |",
    ...model.document.fields.flatMap((field) => fieldRows(field, "")),
  ].join("\n");
}

function fieldRows(field: FieldModel, prefix: string): readonly string[] {
  const { name, value, optional, seen, comment } = field;
  const path = `${prefix}${name}`;
  const inner = documentsOf(value);
  return [
    tableRow(
      cellCode(path),
      cellCode(kindText(value) || (value.kind === "array" ? "array" : "object")),
      cellCode(inner.length > 0 ? "object" : typeText(value, "").replaceAll(/\s+/g, " ")),
      seen === null
        ? optional
          ? "optional"
          : "always"
        : `${count(seen.with)} of ${count(seen.of)}`,
      markdownText(comment ?? ""),
    ),
    ...inner.flatMap(({ fields, suffix }) =>
      fields.flatMap((each) => fieldRows(each, `${path}${suffix}.`)),
    ),
  ];
}

/** The documents within a value, and how a path goes into them. */
function documentsOf(value: ValueModel): readonly {
  readonly fields: readonly FieldModel[];
  readonly suffix: string;
}[] {
  switch (value.kind) {
    case "scalar":
      return [];
    case "document":
      return [{ fields: value.fields, suffix: "" }];
    case "record":
      return documentsOf(value.values).map((each) => ({ ...each, suffix: `.*${each.suffix}` }));
    case "array":
      return documentsOf(value.items).map((each) => ({ ...each, suffix: `[]${each.suffix}` }));
    case "union":
      return value.of.flatMap((each) => documentsOf(each));
  }
}

function indexLines({ model }: NamedCollection): readonly string[] {
  return model.indexes.map(({ name, keys, unique, partial, expireAfterSeconds }) => {
    const paths = keys.map(
      ([path, kind]) =>
        `${inlineCode(path)}${kind === "1" ? "" : ` (${markdownText(kind === "-1" ? "descending" : kind)})`}`,
    );
    const facts = [
      ...(partial ? ["of some documents only"] : []),
      ...(expireAfterSeconds === null
        ? []
        : [`documents are removed ${count(expireAfterSeconds)} s after its time`]),
    ];
    const more = facts.length === 0 ? "" : `; ${facts.join("; ")}`;
    return `- ${unique ? "Unique" : "Index"} ${inlineCode(name)}: ${paths.join(", ")}${more}`;
  });
}

function furtherLines({ model }: NamedCollection): readonly string[] {
  return [
    ...(model.capped ? ["- It is capped: the oldest documents make room for new ones."] : []),
    ...(model.validation === "moderate"
      ? [
          "- Its validator is moderate: documents that were wrong before may be changed and stay wrong.",
        ]
      : []),
    ...(model.validation !== null && !model.validatorKnown
      ? ["- Its validator says more than these types: see migrations/0001-baseline.json."]
      : []),
    ...(model.kind === "collection" ? [] : ["- It is only read."]),
  ];
}
