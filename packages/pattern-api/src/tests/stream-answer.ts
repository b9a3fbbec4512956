import type { Json } from "@agentflow/core";
import type { ContentModel, StreamEventModel } from "../model/api-model.js";
import { sampleValue } from "./sample.js";
import type { SchemaIndex } from "./schema-index.js";

/** A stream as it is sent, and what is read from it. */
export interface StreamAnswer {
  readonly text: string;
  readonly items: readonly Json[];
}

/** Every kind of event once, or two values: a second one shows how they are separated. */
export function streamAnswer(content: ContentModel, index: SchemaIndex): StreamAnswer {
  const { contentType, schema, events } = content;
  if (events !== undefined) {
    const sent = events.map((event) => sentEvent(event, index));
    return { text: sent.map(({ text }) => text).join(""), items: sent.map(({ item }) => item) };
  }
  const sample = sampleValue(schema ?? true, index, { name: "item", optional: true }) ?? null;
  const value = index.values?.answered(sample, schema) ?? sample;
  const record = JSON.stringify(value);
  const text = contentType.endsWith("json-seq")
    ? `\u001E${record}\n\u001E${record}\n`
    : `${record}\n${record}\n`;
  return { text, items: [value, value] };
}

/** HTML Standard, "Server-sent events": a line for each line of the data, and an empty one at the end. */
function sentEvent(
  { name, json, schema }: StreamEventModel,
  index: SchemaIndex,
): { readonly text: string; readonly item: Json } {
  const sample = json ? sampleValue(schema, index, { name: "data", optional: true }) : undefined;
  const data = json
    ? (index.values?.answered(sample ?? null, schema) ?? sample ?? null)
    : "Two\nlines";
  const event = name ?? "message";
  const lines = typeof data === "string" && !json ? data : JSON.stringify(data);
  const fields = [
    ...(name === null ? [] : [`event: ${event}`]),
    ...lines.split("\n").map((line) => `data: ${line}`),
  ];
  return { text: `${fields.join("\n")}\n\n`, item: { data, event } };
}
