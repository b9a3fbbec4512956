import {
  camelCase,
  errorCodes,
  isAgentFlowError,
  isSpecialName,
  type Json,
  nameWords,
  pascalCase,
  takeName,
} from "@agentflow/core";
import { quoted } from "../document/findings.js";
import { isJsonObject, type JsonObject, textOf } from "../document/json-object.js";
import { pointerBelow } from "../document/json-pointer.js";
import type { EventModel } from "../model/api-model.js";
import type { RawOperation } from "../model/raw-operation.js";
import { readContent } from "../model/read-content.js";
import type { Reading } from "../model/reading.js";
import { SchemaView } from "../paging/schema-view.js";
import { markEvents } from "./mark-events.js";

/** A request that the service sends by itself, as the document has it. */
interface RawEvent {
  readonly kind: EventModel["kind"];
  /** The webhook's name, or that of the callback. */
  readonly key: string;
  readonly operation: string | null;
  readonly method: string;
  readonly value: JsonObject;
  readonly pointer: string;
}

const methods = ["post", "put", "patch", "delete", "get"] as const;

/** Whether the document has anything that is sent to callers. */
export function hasWebhooks(root: JsonObject): boolean {
  return ["webhooks", "x-webhooks"].some((keyword) => {
    const declared = root[keyword];
    return isJsonObject(declared) && Object.keys(declared).length > 0;
  });
}

/**
 * What a service sends by itself: the document's `webhooks` (before OpenAPI 3.1 `x-webhooks`), and the `callbacks` of
 * operations. An event that cannot be read is left out and reported.
 * @param operations whose callbacks are read
 */
export function readEvents(
  operations: readonly RawOperation[],
  reading: Reading,
): readonly EventModel[] {
  const names = new Set<string>();
  const ids = new Set(operations.map(({ id }) => id));
  const raw = [...webhooks(reading), ...operations.flatMap((each) => callbacks(each, reading))];
  const events = raw.flatMap((event): EventModel[] => {
    try {
      return [readEvent(event, names, ids, reading)];
    } catch (error) {
      if (!isAgentFlowError(error)) throw error;
      reading.findings.warnOf(error);
      return [];
    }
  });
  return markEvents(events, new SchemaView((reference) => reading.schemas.named.get(reference)));
}

function webhooks(reading: Reading): readonly RawEvent[] {
  const { root } = reading.document;
  return ["webhooks", "x-webhooks"].flatMap((keyword) => {
    const declared = isJsonObject(root[keyword]) ? root[keyword] : {};
    return Object.keys(declared).flatMap((key) =>
      requestsOf(declared[key] ?? null, pointerBelow(`#/${keyword}`, key), reading).map(
        (request) => ({ kind: "webhook" as const, key, operation: null, ...request }),
      ),
    );
  });
}

function callbacks({ value, pointer, id }: RawOperation, reading: Reading): readonly RawEvent[] {
  const declared = isJsonObject(value["callbacks"]) ? value["callbacks"] : {};
  return Object.keys(declared).flatMap((key) => {
    const place = pointerBelow(pointer, "callbacks", key);
    const found = reading.findings.attempt(() =>
      reading.references.follow(declared[key] ?? null, place),
    );
    const callback = found && isJsonObject(found.value) ? found.value : {};
    return Object.keys(callback)
      .filter((expression) => !expression.startsWith("x-"))
      .flatMap((expression) =>
        requestsOf(
          callback[expression] ?? null,
          pointerBelow(found?.pointer ?? place, expression),
          reading,
        ).map((request) => ({ kind: "callback" as const, key, operation: id, ...request })),
      );
  });
}

/** The requests of a path item. */
function requestsOf(
  item: Json,
  pointer: string,
  reading: Reading,
): readonly Pick<RawEvent, "method" | "value" | "pointer">[] {
  const found = reading.findings.attempt(() => reading.references.follow(item, pointer));
  const holder = found && isJsonObject(found.value) ? found.value : {};
  return methods.flatMap((method) => {
    const value = holder[method];
    return isJsonObject(value)
      ? [
          {
            method: method.toUpperCase(),
            value,
            pointer: pointerBelow(found?.pointer ?? pointer, method),
          },
        ]
      : [];
  });
}

function readEvent(
  { kind, key, operation, method, value, pointer }: RawEvent,
  names: Set<string>,
  ids: Set<string>,
  reading: Reading,
): EventModel {
  const words = nameWords(key);
  const wished = camelCase(words);
  const name = takeName(
    names,
    wished === "" ? "event" : isSpecialName(wished) ? `${wished}Event` : wished,
    camelCase([...nameWords(operation ?? ""), ...words, ...nameWords(method)]) || "event",
  );
  return {
    id: takeName(ids, `${kind} ${name}`),
    kind,
    name,
    typeName: pascalCase(nameWords(name)),
    key,
    operation,
    pointer,
    summary: textOf(value["summary"]) ?? "",
    description: textOf(value["description"]) ?? "",
    deprecated: value["deprecated"] === true,
    payload: readPayload(value, pointer, reading),
    headers: readHeaders(value, pointer, reading),
    mark: null,
  };
}

function readPayload(event: JsonObject, pointer: string, reading: Reading): EventModel["payload"] {
  const declared = event["requestBody"];
  if (declared === undefined) return null;
  const found = reading.references.follow(declared, pointerBelow(pointer, "requestBody"));
  const content = isJsonObject(found.value)
    ? readContent(found.value["content"], pointerBelow(found.pointer, "content"), reading, "answer")
    : [];
  const [first] = content;
  if (first) return first;
  throw reading.findings.error(
    errorCodes.documentFaulty,
    found.pointer,
    `The event at ${quoted(pointer)} has a body of no known form; it is left out.`,
    "Declare the body's `content` with at least one media type.",
  );
}

/** Header fields of the event, with their one value where they have one. */
function readHeaders(
  { parameters }: JsonObject,
  pointer: string,
  reading: Reading,
): EventModel["headers"] {
  const list: readonly Json[] = Array.isArray(parameters) ? (parameters as readonly Json[]) : []; // JSON
  return list.flatMap((parameter, index) => {
    const place = pointerBelow(pointer, "parameters", String(index));
    const value = reading.findings.attempt(() =>
      reading.references.follow(parameter, place),
    )?.value;
    const name =
      isJsonObject(value) && value["in"] === "header" ? textOf(value["name"]) : undefined;
    if (!isJsonObject(value) || name === undefined) return [];
    return [{ name: name.toLowerCase(), value: onlyValue(value["schema"] ?? null) }];
  });
}

/** The text that a schema allows, when it is the only one. */
export function onlyValue(schema: Json): string | null {
  if (!isJsonObject(schema)) return null;
  const { const: constant, enum: values } = schema;
  const [only, ...others]: readonly Json[] =
    constant === undefined
      ? Array.isArray(values)
        ? (values as readonly Json[])
        : []
      : [constant]; // JSON
  return typeof only === "string" && others.length === 0 ? only : null;
}
