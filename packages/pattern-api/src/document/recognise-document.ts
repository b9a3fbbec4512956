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

const giveOpenApi = "Give the address of the service's OpenAPI description, as JSON or YAML.";

/** What a text is that is clearly neither JSON nor YAML; undefined when it may be one. */
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
  return undefined;
}

/** A marker, a comment or an item at the beginning, or a line that begins with a key: plain or in quotation marks. */
const yamlStart =
  /^(?:---|%YAML|#|- )|^(?:"[^"\n]*"[ \t]*|'[^'\n]*'[ \t]*|[^\s"'{}[\],#&*!|>%@`-][^\n#]*?):(?:\s|$)/m;

/** True for a text that is YAML and not JSON, as far as its beginning tells. */
export function isYaml(text: string): boolean {
  const start = text.slice(0, 4096).trimStart();
  return yamlStart.test(start) && !/^[{[]/.test(start);
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

/** What a value is that is no OpenAPI document of a version that is read. */
export function recogniseJson(value: Json): Recognition {
  if (!isJsonObject(value)) {
    const what = isJsonArray(value) ? "an array" : value === null ? "null" : `a ${typeof value}`;
    return { what, known: false, help: giveOpenApi };
  }
  if (value["swagger"] !== undefined) {
    return {
      what: `a Swagger ${shown(value["swagger"])} document`,
      known: true,
      help: "Give the document as Swagger 2.0 or OpenAPI 3; many services publish several versions.",
    };
  }
  if (value["openapi"] !== undefined) {
    return {
      what: `an OpenAPI ${shown(value["openapi"])} document`,
      known: true,
      help: "Give the document as OpenAPI 3.0, 3.1 or 3.2; many services publish several versions.",
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
  return keys.length === 0 ? "an empty object" : `an object with the keys ${keys.join(", ")}`;
}

/** A value of the document, short and escaped: it goes into a message. */
function shown(value: Json): string {
  if (typeof value === "number") return String(value);
  const text = typeof value === "string" ? value : "of no version";
  return /^[\w.-]{1,40}$/.test(text) ? text : quoted(text);
}
