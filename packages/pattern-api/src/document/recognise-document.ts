import type { Json } from "@agentflow/core";
import { quoted } from "./findings.js";
import { isJsonArray, isJsonObject, type JsonObject } from "./json-object.js";

/** What something that cannot be read seems to be, for the error that says so. */
export interface Recognition {
  /** With its article: `a Swagger 2.0 document`. */
  readonly what: string;
  /** It is a description of a service, of a kind that is not read. */
  readonly known: boolean;
  /** What to do next. */
  readonly help: string;
}

const giveOpenApi = "Give the address of the service's OpenAPI 3.0 or 3.1 description as JSON.";
const convertYaml =
  "Convert it to JSON first, for example with `npx js-yaml openapi.yaml > openapi.json`: this version reads JSON only.";

/** What a text is that is clearly not JSON; undefined when it may be JSON. */
export function recogniseText(text: string): Recognition | undefined {
  const start = text.slice(0, 4096).trimStart();
  if (start.startsWith("{") || start.startsWith("[") || start === "") return undefined;
  if (/^<(?:!doctype html|html|head|body)/i.test(start)) {
    return { what: "an HTML page", known: false, help: `${giveOpenApi} Many pages link to it.` };
  }
  if (start.startsWith("<")) return { what: "an XML document", known: false, help: giveOpenApi };
  if (start.startsWith("#%RAML"))
    return { what: "a RAML document", known: true, help: giveOpenApi };
  if (/^(?:syntax|edition)\s*=\s*"/m.test(start)) {
    return { what: "a Protocol Buffers file", known: true, help: giveOpenApi };
  }
  if (/^(?:schema|type|interface|scalar|extend type|directive)\s[^:\n]*\{/m.test(start)) {
    return { what: "a GraphQL schema", known: true, help: giveOpenApi };
  }
  const kind = /^["']?(openapi|swagger|asyncapi)["']?\s*:\s*["']?([\w.-]{1,20})/m.exec(start);
  if (kind) {
    return { what: `a YAML document (${kind[1]} ${kind[2]})`, known: true, help: convertYaml };
  }
  if (/^(?:---|%YAML)|^[\w$-]+\s*:(?:\s|$)/m.test(start)) {
    return { what: "a YAML document", known: true, help: `${giveOpenApi} ${convertYaml}` };
  }
  return undefined;
}

/** Kinds of description that are known by one of their fields. */
const kinds: readonly (readonly [field: string, what: string])[] = [
  ["asyncapi", "an AsyncAPI document"],
  ["arazzo", "an Arazzo document"],
  ["overlay", "an OpenAPI Overlay"],
  ["openrpc", "an OpenRPC document"],
  ["discoveryVersion", "a Google discovery document"],
  ["__schema", "a GraphQL introspection result"],
  ["smithy", "a Smithy model"],
];

/** What a JSON value is that is not an OpenAPI 3.0 or 3.1 document. */
export function recogniseJson(value: Json): Recognition {
  if (!isJsonObject(value)) {
    const what = isJsonArray(value)
      ? "a JSON array"
      : `a JSON ${value === null ? "null" : typeof value}`;
    return { what, known: false, help: giveOpenApi };
  }
  if (value["swagger"] !== undefined) {
    return {
      what: `a Swagger ${shown(value["swagger"])} document`,
      known: true,
      help: "Convert it to OpenAPI 3 first, for example with `npx swagger2openapi`.",
    };
  }
  if (value["openapi"] !== undefined) {
    return {
      what: `an OpenAPI ${shown(value["openapi"])} document`,
      known: true,
      help: "Give the document as OpenAPI 3.0 or 3.1; many services publish several versions.",
    };
  }
  const kind = kinds.find(([field]) => value[field] !== undefined);
  if (kind) return { what: kind[1], known: true, help: giveOpenApi };
  return { what: anythingElse(value), known: false, help: giveOpenApi };
}

function anythingElse(value: JsonObject): string {
  const data = value["data"];
  if (isJsonObject(data) && data["__schema"] !== undefined) return "a GraphQL introspection result";
  if (isJsonObject(value["info"]) && isJsonArray(value["item"])) return "a Postman collection";
  if (isJsonObject(value["log"]) && isJsonArray(value["log"]["entries"])) return "a HAR recording";
  if (typeof value["$schema"] === "string") return "a JSON Schema";
  const keys = Object.keys(value).slice(0, 5).map(shown);
  return keys.length === 0
    ? "an empty JSON object"
    : `a JSON object with the keys ${keys.join(", ")}`;
}

/** A value of the document, short and escaped: it goes into a message. */
function shown(value: Json): string {
  if (typeof value === "number") return String(value);
  const text = typeof value === "string" ? value : "of no version";
  return /^[\w.-]{1,40}$/.test(text) ? text : quoted(text);
}
