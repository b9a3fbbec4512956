import type { Json } from "@agentflow/core";
import { isJsonObject, type JsonObject } from "../json-object.js";
import { pointerBelow } from "../json-pointer.js";
import { mediaTypesOf } from "./media-types.js";
import { ParameterList } from "./parameter-list.js";
import { bodyOf, formOf } from "./request-body.js";
import { serverUrls } from "./server-urls.js";
import { resolved, type SharedParts } from "./shared-parts.js";
import { upgradeResponse } from "./upgrade-response.js";

const methods = new Set(["get", "put", "post", "delete", "options", "head", "patch"]);

/** A path with its operations as OpenAPI 3.0 writes them. */
export function upgradePathItem(path: string, item: Json, shared: SharedParts): Json {
  if (!isJsonObject(item)) return item;
  const pointer = pointerBelow("#/paths", path);
  const own = new ParameterList(item["parameters"], pointer, shared);
  return Object.fromEntries(
    Object.entries(item).map(([key, value]) => {
      if (key === "parameters") return [key, own.sent];
      const isOperation = methods.has(key) && isJsonObject(value);
      return [
        key,
        isOperation ? upgradeOperation(value, pointerBelow(pointer, key), own, shared) : value,
      ];
    }),
  );
}

function upgradeOperation(
  operation: JsonObject,
  pointer: string,
  inherited: ParameterList,
  shared: SharedParts,
): JsonObject {
  const { consumes, produces, parameters, responses, schemes, ...kept } = operation;
  const own = new ParameterList(parameters, pointer, shared);
  const sent = mediaTypesOf(consumes) ?? shared.consumes;
  const given = mediaTypesOf(produces) ?? shared.produces;
  const requestBody = requestBodyOf(own, inherited, sent, shared);
  return {
    ...kept,
    ...(parameters !== undefined && { parameters: own.sent }),
    ...(requestBody && { requestBody }),
    ...(schemes !== undefined &&
      shared.root["host"] !== undefined && { servers: serverUrls(shared.root, schemes) }),
    ...(responses !== undefined && {
      responses: upgradeResponses(responses, pointerBelow(pointer, "responses"), given, shared),
    }),
  };
}

function requestBodyOf(
  own: ParameterList,
  inherited: ParameterList,
  mediaTypes: readonly string[],
  { origins }: SharedParts,
): JsonObject | undefined {
  const body = own.body ?? inherited.body;
  const fields = [...inherited.form, ...own.form];
  const [place] = body ? [body] : fields;
  if (!place) return undefined;
  const made = body
    ? bodyOf(body.parameter, mediaTypes)
    : formOf(
        fields.map(({ parameter }) => parameter),
        mediaTypes,
      );
  origins.set(made, place.pointer);
  return made;
}

function upgradeResponses(
  responses: Json,
  pointer: string,
  mediaTypes: readonly string[],
  shared: SharedParts,
): Json {
  if (!isJsonObject(responses)) return responses;
  return Object.fromEntries(
    Object.entries(responses).map(([status, response]) => {
      const found = resolved(response, pointerBelow(pointer, status), shared);
      const made = found && upgradeResponse(found.value, mediaTypes);
      if (!found || made === undefined) return [status, response];
      shared.origins.set(made, found.pointer);
      return [status, made];
    }),
  );
}
