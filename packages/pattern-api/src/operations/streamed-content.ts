import type { Json } from "@agentflow/core";
import { stringLiteral } from "@agentflow/core";
import type { ContentModel, StreamEventModel, OperationModel } from "../model/api-model.js";
import { unionMembers } from "./content-type.js";
import { responseRoles } from "./response-roles.js";
import type { SchemaTypePrinter } from "./type-printer.js";

/** The answer of an operation that is read item by item; undefined when there is none, or when pages are followed. */
export function streamedContent(operation: OperationModel): ContentModel | undefined {
  if (operation.paging !== null || operation.method === "HEAD") return undefined;
  return responseRoles(operation)
    .success.flatMap(({ content }) => content)
    .find(({ kind }) => kind === "stream");
}

/** The type of one item: a value, or an event with its data. */
export function streamedItemTypes(
  { schema, events }: ContentModel,
  printer: SchemaTypePrinter,
): readonly string[] {
  if (events === undefined) return [schema === null ? "unknown" : printer.type(schema)];
  return unionMembers(events.map((event) => eventType(event, printer)));
}

function eventType({ name, json, schema }: StreamEventModel, printer: SchemaTypePrinter): string {
  const data = json ? printer.type(schema) : "string";
  const named = name === null ? [] : [stringLiteral(name)];
  return data === "string" && named.length === 0
    ? "ServerSentEvent"
    : `ServerSentEvent<${[data, ...named].join(", ")}>`;
}

/** What the runtime must know of the items. */
export function itemsDescription({
  contentType,
  events = [],
}: ContentModel): Readonly<Record<string, Json>> {
  const json = events.filter((event) => event.json);
  if (json.length === 0) return { contentType };
  if (json.length === events.length) return { contentType, json: true };
  // An event without a name is called `message` (HTML Standard, "Server-sent events").
  return { contentType, json: [...new Set(json.map(({ name }) => name ?? "message"))] };
}
