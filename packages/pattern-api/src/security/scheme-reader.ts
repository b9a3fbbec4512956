import { errorCodes } from "@agentflow/core";
import { quoted } from "../document/findings.js";
import { isJsonObject, type JsonObject, ownValue, textOf } from "../document/json-object.js";
import { pointerBelow } from "../document/json-pointer.js";
import { isHttpToken } from "../model/http-token.js";
import type { Reading } from "../model/reading.js";
import { type EndpointModel, readTokenEndpoint } from "./read-token-endpoint.js";

/** How a scheme of the document is sent. */
export type SentScheme =
  | { readonly type: "bearer"; readonly endpoint: EndpointModel | null }
  | { readonly type: "basic" }
  | {
      readonly type: "apiKey";
      readonly in: "header" | "query" | "cookie";
      readonly name: string;
    }
  /** By the connection: nothing stands in the request. */
  | { readonly type: "connection" };

/** Reads the security schemes of a document, each once. */
export class SchemeReader {
  readonly #schemes: JsonObject;
  readonly #reading: Reading;
  readonly #baseUrl: string;
  readonly #read = new Map<string, SentScheme | undefined>();

  /** @param baseUrl of the service, which addresses of the schemes may be relative to */
  constructor(reading: Reading, baseUrl: string) {
    const { root } = reading.document;
    const components = isJsonObject(root["components"]) ? root["components"] : {};
    this.#schemes = isJsonObject(components["securitySchemes"])
      ? components["securitySchemes"]
      : {};
    this.#reading = reading;
    this.#baseUrl = baseUrl;
  }

  /** Every declared name, in the document's order. */
  get names(): readonly string[] {
    return Object.keys(this.#schemes);
  }

  /** How a scheme is sent; undefined, and reported, when it cannot be. */
  read(name: string): SentScheme | undefined {
    if (!this.#read.has(name)) this.#read.set(name, this.#describe(name));
    return this.#read.get(name);
  }

  #describe(name: string): SentScheme | undefined {
    const place = pointerBelow("#/components/securitySchemes", name);
    const declared = ownValue(this.#schemes, name) ?? null;
    const found = this.#reading.findings.attempt(() =>
      this.#reading.references.follow(declared, place),
    );
    if (!found) return undefined;
    const { value, pointer } = found;
    const sent = isJsonObject(value) ? this.#sentAs(value, pointer) : undefined;
    if (!sent) {
      const what = isJsonObject(value) ? "is of a kind that is not sent" : "is not declared";
      this.#reading.findings.warn(
        errorCodes.documentFaulty,
        pointer,
        `The security scheme ${quoted(name)} ${what}; it is left out.`,
        "Pass what is missing with the `headers` option of the client.",
      );
    }
    return sent;
  }

  #sentAs(scheme: JsonObject, pointer: string): SentScheme | undefined {
    const type = scheme["type"];
    const http = type === "http" ? textOf(scheme["scheme"])?.toLowerCase() : undefined;
    if (type === "mutualTLS") return { type: "connection" };
    if (http === "bearer") return { type: "bearer", endpoint: null };
    if (type === "oauth2" || type === "openIdConnect") {
      const endpoint = readTokenEndpoint(scheme, pointer, this.#baseUrl, this.#reading);
      return { type: "bearer", endpoint };
    }
    if (http === "basic") return { type: "basic" };
    return type === "apiKey" ? apiKey(scheme) : undefined;
  }
}

function apiKey(scheme: JsonObject): SentScheme | undefined {
  const location = scheme["in"];
  const name = textOf(scheme["name"]);
  if (name === undefined) return undefined;
  if (location !== "header" && location !== "query" && location !== "cookie") return undefined;
  // Half a surrogate pair cannot be percent-encoded.
  const sendable = location === "query" ? name.isWellFormed() : isHttpToken(name);
  if (!sendable) return undefined;
  return { type: "apiKey", in: location, name };
}

/** Where a scheme stands in a request: of two that stand at the same place only one can be sent. */
export function placeOf(scheme: SentScheme): string {
  if (scheme.type === "connection") return "connection";
  if (scheme.type !== "apiKey") return "header authorization";
  // Names of header fields are case-insensitive (RFC 9110 §5.1).
  const name = scheme.in === "header" ? scheme.name.toLowerCase() : scheme.name;
  return `${scheme.in} ${name}`;
}
