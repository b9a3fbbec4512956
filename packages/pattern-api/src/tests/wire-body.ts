import type { Json } from "@agentflow/core";
import type { PropertyEncoding } from "@agentflow/core/runtime";
import { fileMark, sampleBytes } from "./file-mark.js";
import type { SampledBody } from "./sample-body.js";
import {
  formPairs,
  formProperties,
  isStyled,
  itemsOf,
  styledPairs,
  textOf,
  type WirePairs,
} from "./wire-pairs.js";

/** A part of a multipart form as it is received. Fields without a value are left out. */
export interface WirePart {
  readonly name: string;
  readonly filename?: string;
  readonly contentType?: string;
  /** Names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly text?: string;
  readonly base64?: string;
}

/** A body in a file of JSON. */
export type WireBody =
  | { readonly json: Json }
  | { readonly text: string }
  | { readonly base64: string }
  /** An urlencoded form: names and decoded values. */
  | { readonly form: WirePairs }
  /** A multipart form. */
  | { readonly parts: readonly WirePart[] };

/** Bytes as a file of JSON holds them. */
export const binaryBody = { base64: Buffer.from(sampleBytes).toString("base64") };

/**
 * How a body stands in the request. Forms by OpenAPI 3.1.1 §4.8.15 "Encoding Object", written apart from the runtime on
 * purpose: the generated tests compare the two.
 */
export function wireBody(body: SampledBody): WireBody {
  switch (body.kind) {
    case "json":
      return { json: body.value };
    case "text":
      return { text: body.value };
    case "binary":
      return binaryBody;
    case "form":
      return { form: formPairs(body.value, body.encoding) };
    case "multipart": {
      const properties = formProperties(body.value, body.encoding);
      return { parts: properties.flatMap(([name, value, own]) => formParts(name, value, own)) };
    }
  }
}

function formParts(name: string, value: Json, encoding: PropertyEncoding): readonly WirePart[] {
  const { headers, contentType } = encoding;
  const further = headers && {
    headers: Object.fromEntries(
      Object.entries(headers).map(([key, text]) => [key.toLowerCase(), text]),
    ),
  };
  if (isStyled(encoding)) {
    return styledPairs(name, value, encoding).map(([key, text]) => ({
      name: key,
      text,
      ...further,
    }));
  }
  const one = contentType?.includes("*") || contentType?.includes(",") ? undefined : contentType;
  return itemsOf(value).map((item) => {
    if (item === fileMark) {
      const type = one ?? "application/octet-stream";
      return { name, filename: "blob", contentType: type, ...binaryBody, ...further };
    }
    const type = one ?? (typeof item === "object" ? "application/json" : undefined);
    return {
      name,
      ...(type !== undefined && { contentType: type }),
      text: textOf(item),
      ...further,
    };
  });
}
