import type { Json } from "@agentflow/core";
import type { BodyModel, ContentModel } from "../model/api-model.js";
import { conforms } from "./conforms.js";
import { sampleValue } from "./sample.js";
import { isJsonObject, type SchemaIndex } from "./schema-index.js";

/** A body as it is given to a call and as it stands in a request. */
export type SampledBody = { readonly contentType: string } & (
  | { readonly kind: "json"; readonly value: Json }
  | { readonly kind: "text"; readonly value: string }
  | { readonly kind: "binary"; readonly value: readonly number[] }
);

/** Bytes that are neither UTF-8 nor ASCII, so that reading them as text is noticed. */
export const sampleBytes: readonly number[] = [0, 1, 10, 13, 127, 128, 195, 40, 254, 255];

/** A text that is more than ASCII, so that a wrong encoding is noticed. */
export const sampleText = "Text, näive and ✓";

/** A value for the body that a call sends by default: the first content of the document. */
export function sampleBody(body: BodyModel, index: SchemaIndex, all: boolean): SampledBody {
  const [content] = body.content;
  const contentType = content?.contentType ?? "application/octet-stream";
  if (!content || content.kind === "binary")
    return { contentType, kind: "binary", value: sampleBytes };
  if (content.kind === "text") {
    return {
      contentType,
      kind: "text",
      value: typeof content.example === "string" ? content.example : sampleText,
    };
  }
  const value = sampleJson(content, index, all);
  return { contentType, kind: "json", value: index.values?.sent(value, content.schema) ?? value };
}

function sampleJson({ schema, example }: ContentModel, index: SchemaIndex, all: boolean): Json {
  const known = schema ?? true;
  const sampled = sampleValue(known, index, { name: "body", example, optional: all });
  // Nothing satisfies the schema simply: what the document shows is the best there is.
  if (sampled === undefined) return example ?? null;
  return sampled;
}

/** Whether a body has the type that TypeScript prints for it, so that its literal needs no assertion. */
export function bodyConforms(
  body: SampledBody,
  { content }: BodyModel,
  index: SchemaIndex,
): boolean {
  const schema = content[0]?.schema;
  if (body.kind !== "json" || schema === null || schema === undefined) return true;
  return conforms(body.value, schema, index, { declaredOnly: isJsonObject(body.value) });
}
