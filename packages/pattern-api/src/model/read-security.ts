import {
  camelCase,
  errorCodes,
  isInheritedName,
  type Json,
  nameWords,
  takeName,
} from "@agentflow/core";
import type { AuthDescription } from "@agentflow/core/runtime";
import { quoted } from "../document/findings.js";
import {
  isJsonArray,
  isJsonObject,
  type JsonObject,
  ownValue,
  textOf,
} from "../document/json-object.js";
import { pointerBelow } from "../document/json-pointer.js";
import { isHttpToken } from "./http-token.js";
import type { RawOperation } from "./raw-operation.js";
import type { Reading } from "./reading.js";

export interface SecurityModel {
  readonly auth: readonly AuthDescription[];
  readonly authRequired: boolean;
}

/**
 * How callers prove who they are: the alternatives of the document's `security`, of its operations when it has none of
 * its own, or else of everything under `securitySchemes`. Required only when no operation can do without.
 */
export function readSecurity(operations: readonly RawOperation[], reading: Reading): SecurityModel {
  const { root } = reading.document;
  const components = isJsonObject(root["components"]) ? root["components"] : {};
  const schemes = isJsonObject(components["securitySchemes"]) ? components["securitySchemes"] : {};
  const needs = operations.map(({ value }) => requirements(value["security"] ?? root["security"]));
  const declared = requirements(root["security"]) ?? needs.flatMap((need) => need ?? []);
  const alternatives =
    declared.length > 0 ? declared : Object.keys(schemes).map((name) => [name] as const);
  const schemeReader = new SchemeReader(schemes, reading);
  const auth = new Map<string, AuthDescription>();
  for (const names of alternatives) {
    // OAuth 2 and a bearer scheme beside it are the same header.
    const sent = new Map(
      names
        .flatMap((name) => schemeReader.read(name) ?? [])
        .map((one) => [JSON.stringify(one), one]),
    );
    const [first] = sent;
    if (first) auth.set(...first);
    if (sent.size > 1) {
      warn(
        reading,
        pointerBelow("#/components/securitySchemes", names[0] ?? ""),
        `Several schemes are needed together (${names.map(quoted).join(", ")}); only the first is sent.`,
      );
    }
  }
  return {
    auth: [...auth.values()],
    authRequired:
      auth.size > 0 &&
      needs.every(
        (need) => need !== undefined && need.length > 0 && need.every((names) => names.length > 0),
      ),
  };
}

/** The names in each alternative; an empty one means "without". Undefined when nothing is declared. */
function requirements(security: Json | undefined): readonly (readonly string[])[] | undefined {
  if (!isJsonArray(security)) return undefined;
  return security.filter((one) => isJsonObject(one)).map((one) => Object.keys(one));
}

/** Reads the security schemes of a document, each once. */
class SchemeReader {
  readonly #schemes: JsonObject;
  readonly #reading: Reading;
  readonly #read = new Map<string, AuthDescription | undefined>();
  readonly #options = new Set(["token", "username", "password"]);

  constructor(schemes: JsonObject, reading: Reading) {
    this.#schemes = schemes;
    this.#reading = reading;
  }

  /** How a scheme is sent; undefined, and reported, when it cannot be. */
  read(name: string): AuthDescription | undefined {
    if (!this.#read.has(name)) this.#read.set(name, this.#describe(name));
    return this.#read.get(name);
  }

  #describe(name: string): AuthDescription | undefined {
    const place = pointerBelow("#/components/securitySchemes", name);
    const declared = ownValue(this.#schemes, name) ?? null;
    const found = this.#reading.findings.attempt(() =>
      this.#reading.references.follow(declared, place),
    );
    if (!found) return undefined;
    const description = isJsonObject(found.value)
      ? this.#descriptionOf(name, found.value)
      : undefined;
    if (!description) {
      const what = isJsonObject(found.value) ? "is of a kind that is not sent" : "is not declared";
      warn(
        this.#reading,
        found.pointer,
        `The security scheme ${quoted(name)} ${what}; it is left out.`,
      );
    }
    return description;
  }

  #descriptionOf(name: string, scheme: JsonObject): AuthDescription | undefined {
    const type = scheme["type"];
    const http = type === "http" ? textOf(scheme["scheme"])?.toLowerCase() : undefined;
    if (type === "oauth2" || type === "openIdConnect" || http === "bearer") {
      return { type: "bearer", option: "token" };
    }
    if (http === "basic") return { type: "basic", username: "username", password: "password" };
    return type === "apiKey" ? this.#apiKey(name, scheme) : undefined;
  }

  #apiKey(name: string, scheme: JsonObject): AuthDescription | undefined {
    const location = scheme["in"];
    const wireName = textOf(scheme["name"]);
    if (wireName === undefined) return undefined;
    if (location !== "header" && location !== "query" && location !== "cookie") return undefined;
    // Half a surrogate pair cannot be percent-encoded.
    const sendable = location === "query" ? wireName.isWellFormed() : isHttpToken(wireName);
    if (!sendable) return undefined;
    const own = camelCase(nameWords(name));
    const further = own === "" || isInheritedName(own) ? "apiKey" : own;
    const option = takeName(this.#options, "apiKey", further);
    return { type: "apiKey", in: location, name: wireName, option };
  }
}

function warn(reading: Reading, pointer: string, message: string): void {
  reading.findings.warn(
    errorCodes.documentFaulty,
    pointer,
    message,
    "Pass what is missing with the `headers` option of the client.",
  );
}
