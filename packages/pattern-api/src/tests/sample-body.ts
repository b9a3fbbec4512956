import type { Json } from "@agentflow/core";
import type { BodyModel, ContentModel } from "../model/api-model.js";
import { conforms } from "./conforms.js";
import { sampleBytes } from "./file-mark.js";
import { sampleForm } from "./sample-form.js";
import { sampleValue } from "./sample.js";
import { isJsonObject, type SchemaIndex } from "./schema-index.js";

/** A body as it is given to a call and as it stands in a request. */
export type SampledBody = { readonly contentType: string } & (
  | { readonly kind: "json"; readonly value: Json }
  | { readonly kind: "text"; readonly value: string }
  | { readonly kind: "binary"; readonly value: readonly number[] }
  /** A file is `fileMark`. */
  | {
      readonly kind: "form" | "multipart";
      readonly value: FormValue;
      readonly encoding: NonNullable<ContentModel["encoding"]>;
    }
);

/** The properties of a form. */
export type FormValue = { readonly [name: string]: Json };

/** A text that is more than ASCII, so that a wrong encoding is noticed. */
export const sampleText = "Text, näive and ✓";

/** A value for the body that a call sends by default: the first content of the document. */
export function sampleBody(body: BodyModel, index: SchemaIndex, all: boolean): SampledBody {
  const [content] = body.content;
  const contentType = content?.contentType ?? "application/octet-stream";
  switch (content?.kind) {
    case "json":
      return {
        contentType,
        kind: "json",
        value: sent(sampleJson(content, index, all), content, index),
      };
    case "form":
    case "multipart": {
      const { kind, encoding = {} } = content;
      const form = sent(sampleForm(content, index, all), content, index);
      return { contentType, kind, value: isJsonObject(form) ? form : {}, encoding };
    }
    case "text": {
      const { example } = content;
      return {
        contentType,
        kind: "text",
        value: typeof example === "string" ? example : sampleText,
      };
    }
    default:
      return { contentType, kind: "binary", value: sampleBytes };
  }
}

/** What is converted stands in a request as the runtime writes it. */
function sent(value: Json, { schema }: ContentModel, { values }: SchemaIndex): Json {
  return values?.sent(value, schema) ?? value;
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
  if (body.kind === "text" || body.kind === "binary") return true;
  if (schema === null || schema === undefined) return true;
  return conforms(body.value, schema, index, { declaredOnly: isJsonObject(body.value) });
}
