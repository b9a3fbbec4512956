import { errorCodes, type Json } from "@agentflow/core";
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
import { isInheritedName } from "./inherited-names.js";
import { camelCase, nameWords } from "./name-words.js";
import type { RawOperation } from "./raw-operation.js";
import type { Reading } from "./reading.js";
import { takeName } from "./unique-name.js";

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
  const options = new Set(["token", "username", "password"]);
  const auth = new Map<string, AuthDescription>();
  const used = new Set<string>();
  for (const names of alternatives) {
    const [name] = names;
    if (name === undefined || used.has(name)) continue;
    used.add(name);
    const pointer = pointerBelow("#/components/securitySchemes", name);
    if (names.length > 1) {
      warn(
        reading,
        pointer,
        `Several schemes are needed together (${names.map(quoted).join(", ")}); only the first is sent.`,
      );
    }
    const description = readScheme(name, ownValue(schemes, name), pointer, options, reading);
    // OAuth 2 and a bearer scheme beside it are the same header.
    if (description) auth.set(JSON.stringify(description), description);
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

function readScheme(
  name: string,
  declared: Json | undefined,
  place: string,
  options: Set<string>,
  reading: Reading,
): AuthDescription | undefined {
  const found = reading.findings.attempt(() => reading.references.follow(declared ?? null, place));
  if (!found) return undefined;
  if (!isJsonObject(found.value)) {
    warn(
      reading,
      found.pointer,
      `The security scheme ${quoted(name)} is not declared; it is left out.`,
    );
    return undefined;
  }
  const scheme = found.value;
  const type = scheme["type"];
  if (type === "oauth2" || type === "openIdConnect") return { type: "bearer", option: "token" };
  const http = type === "http" ? textOf(scheme["scheme"])?.toLowerCase() : undefined;
  if (http === "bearer") return { type: "bearer", option: "token" };
  if (http === "basic") return { type: "basic", username: "username", password: "password" };
  const key = type === "apiKey" ? apiKey(name, scheme, options) : undefined;
  if (!key)
    warn(
      reading,
      found.pointer,
      `The security scheme ${quoted(name)} is of a kind that is not sent; it is left out.`,
    );
  return key;
}

const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

function apiKey(
  name: string,
  scheme: JsonObject,
  options: Set<string>,
): AuthDescription | undefined {
  const location = scheme["in"];
  const wireName = textOf(scheme["name"]);
  if (wireName === undefined) return undefined;
  if (location !== "header" && location !== "query" && location !== "cookie") return undefined;
  if (location !== "query" && !token.test(wireName)) return undefined;
  const own = camelCase(nameWords(name));
  const further = own === "" || isInheritedName(own) ? "apiKey" : own;
  return {
    type: "apiKey",
    in: location,
    name: wireName,
    option: takeName(options, "apiKey", further),
  };
}

function warn(reading: Reading, pointer: string, message: string): void {
  reading.findings.warn(
    errorCodes.documentFaulty,
    pointer,
    message,
    "Pass what is missing with the `headers` option of the client.",
  );
}
