import type { Json } from "@agentflow/core";
import { isJsonObject, type JsonObject } from "../json-object.js";

/** Flows of OAuth 2 by their names in Swagger 2.0. */
const flows = new Map<unknown, string>([
  ["implicit", "implicit"],
  ["password", "password"],
  ["application", "clientCredentials"],
  ["accessCode", "authorizationCode"],
]);

/** Security schemes as OpenAPI 3.0 writes them. */
export function upgradeSecuritySchemes(definitions: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(definitions).map(([name, scheme]) => [name, upgradeScheme(scheme)]),
  );
}

function upgradeScheme(scheme: Json): Json {
  if (!isJsonObject(scheme)) return scheme;
  if (scheme["type"] === "basic") return { ...scheme, type: "http", scheme: "basic" };
  if (scheme["type"] !== "oauth2") return scheme;
  const { flow, authorizationUrl, tokenUrl, scopes, ...kept } = scheme;
  const name = flows.get(flow);
  if (name === undefined) return kept;
  const described = {
    ...(authorizationUrl !== undefined && { authorizationUrl }),
    ...(tokenUrl !== undefined && { tokenUrl }),
    scopes: scopes ?? {},
  };
  return { ...kept, flows: { [name]: described } };
}
