import { cellCode, inlineCode, markdownText, type PlannedFile, tableRow } from "@agentflow/core";
import { exampleCalls } from "./dynamodb-view.js";
import { keyNames, type NamedTable, type NamedTables } from "./named-tables.js";
import { kindTypes } from "./table-module.js";

/** `docs/<file>.md`: what is known of a table, and how it is called. */
export function tablePage({ names }: NamedTables, table: NamedTable): PlannedFile {
  const { id, key, file, model } = table;
  const access = `${names.variable}.${key}`;
  const attributes = model.attributes.map(({ name, kind, seen }) =>
    tableRow(
      cellCode(name),
      cellCode(kind),
      cellCode(kindTypes[kind]),
      seen === null ? "a key" : `${seen} of ${model.sampled}`,
    ),
  );
  const sections = [
    `# ${markdownText(id)}`,
    `Table ${inlineCode(model.name)}, in a program ${inlineCode(access)}. Every call and its options: the [README](../README.md).`,
    `\`\`\`ts\n${exampleCalls(access, table)}\n\`\`\``,
    `## Attributes\n\nOnly keys are known to DynamoDB. ${model.sampled === 0 ? "No item was looked at." : `Others were found in ${model.sampled} items.`}\n\n| Attribute | Kind | In TypeScript | In items |\n| --- | --- | --- | --- |\n${attributes.join("\n")}`,
    `## Keys\n\n${[
      `- Primary key: ${keyText(model)}`,
      ...model.indexes.map(
        (index) =>
          `- ${index.global ? "Global" : "Local"} index ${inlineCode(index.name)}: ${keyText(index)}; holds ${inlineCode(index.projection)}`,
      ),
    ].join("\n")}`,
    `## Also\n\n${[
      `- Billed ${model.billing === "on demand" ? "on demand" : "by provisioned capacity"}.`,
      ...(model.expiry === null
        ? []
        : [`- Items are removed after the time in ${inlineCode(model.expiry)}.`]),
      ...(model.stream === null ? [] : [`- Its stream holds ${inlineCode(model.stream)}.`]),
    ].join("\n")}`,
  ];
  return { kind: "text", path: `docs/${file}.md`, text: `${sections.join("\n\n")}\n` };
}

function keyText(key: Parameters<typeof keyNames>[0]): string {
  return keyNames(key)
    .map((name) => inlineCode(name))
    .join(", ");
}
