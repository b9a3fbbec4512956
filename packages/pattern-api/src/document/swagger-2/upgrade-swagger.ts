import type { Json } from "@agentflow/core";
import { isJsonObject, type JsonObject } from "../json-object.js";
import { type ReferencedDocument, References } from "../references.js";
import { mediaTypesOf } from "./media-types.js";
import { serverUrls } from "./server-urls.js";
import type { SharedParts } from "./shared-parts.js";
import { upgradePathItem } from "./upgrade-operation.js";
import { upgradeParameter } from "./upgrade-parameter.js";
import { upgradeSchemas } from "./upgrade-schema.js";
import { upgradeSecuritySchemes } from "./upgrade-security.js";

/** Fields that have a form of their own in OpenAPI 3. */
const replaced = new Set([
  "swagger",
  "host",
  "basePath",
  "schemes",
  "consumes",
  "produces",
  "securityDefinitions",
]);

const json = ["application/json"];

/**
 * A Swagger 2.0 document as OpenAPI 3.0 writes it. What can be referred to stays at its place (`#/definitions`,
 * `#/parameters`), so that references and places in messages are the document's own.
 */
export function upgradeSwagger(document: ReferencedDocument): {
  readonly root: JsonObject;
  readonly origins: ReadonlyMap<Json, string>;
} {
  const { root } = document;
  const origins = new Map<Json, string>();
  const shared: SharedParts = {
    root,
    references: new References(document),
    origins,
    consumes: mediaTypesOf(root["consumes"]) ?? json,
    produces: mediaTypesOf(root["produces"]) ?? json,
  };
  const { definitions, parameters, paths, securityDefinitions } = root;
  const upgraded: Record<string, Json> = {
    ...Object.fromEntries(Object.entries(root).filter(([key]) => !replaced.has(key))),
    openapi: "3.0.3",
    servers: serverUrls(root),
  };
  if (isJsonObject(definitions)) upgraded["definitions"] = upgradeSchemas(definitions);
  if (isJsonObject(parameters)) upgraded["parameters"] = upgradeParameters(parameters);
  if (isJsonObject(securityDefinitions)) {
    upgraded["components"] = { securitySchemes: upgradeSecuritySchemes(securityDefinitions) };
  }
  if (isJsonObject(paths)) {
    upgraded["paths"] = Object.fromEntries(
      Object.entries(paths).map(([path, item]) => [path, upgradePathItem(path, item, shared)]),
    );
  }
  return { root: upgraded, origins };
}

function upgradeParameters(parameters: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, parameter]) => [
      name,
      isJsonObject(parameter) ? upgradeParameter(parameter) : parameter,
    ]),
  );
}
