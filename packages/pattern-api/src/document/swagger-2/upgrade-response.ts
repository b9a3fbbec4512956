import type { Json } from "@agentflow/core";
import { isJsonObject } from "../json-object.js";
import { upgradeSchema } from "./upgrade-schema.js";

/** A response as OpenAPI 3.0 writes it. */
export function upgradeResponse(response: Json, mediaTypes: readonly string[]): Json {
  if (!isJsonObject(response)) return response;
  const { schema, examples, headers, ...kept } = response;
  const samples = isJsonObject(examples) ? examples : {};
  if (schema === undefined && Object.keys(samples).length === 0) return response;
  const media = schema === undefined ? {} : { schema: upgradeSchema(schema) };
  const content = mediaTypes.map((mediaType): [string, Json] => {
    const example = Object.hasOwn(samples, mediaType) ? samples[mediaType] : undefined;
    return [mediaType, { ...media, ...(example !== undefined && { example }) }];
  });
  return {
    ...kept,
    ...(headers !== undefined && { headers }),
    ...(schema !== undefined && { content: Object.fromEntries(content) }),
  };
}
