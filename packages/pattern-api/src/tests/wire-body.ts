import type { Json } from "@agentflow/core";
import type { PropertyEncoding } from "@agentflow/core/runtime";
import { type SampledBody, sampleBytes } from "./sample-body.js";
import { fileMark, isJsonObject } from "./schema-index.js";
import { bracketPairs, type WirePairs } from "./wire-form.js";

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
      return {
        form: properties(body).flatMap(([name, value, own]) => formPairs(name, value, own)),
      };
    case "multipart":
      return {
        parts: properties(body).flatMap(([name, value, own]) => formParts(name, value, own)),
      };
  }
}

function properties({
  value,
  encoding,
}: Extract<SampledBody, { readonly kind: "form" | "multipart" }>): readonly (readonly [
  name: string,
  value: Json,
  encoding: PropertyEncoding,
])[] {
  return Object.entries(value)
    .filter(([, property]) => property !== null)
    .map(([name, property]) => [
      name,
      property,
      (Object.hasOwn(encoding, name) ? encoding[name] : undefined) ?? {},
    ]);
}

function formPairs(name: string, value: Json, encoding: PropertyEncoding): WirePairs {
  if (isStyled(encoding)) return styledPairs(name, value, encoding);
  return itemsOf(value).map((item) => [name, textOf(item)]);
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

function isStyled({ style, explode, allowReserved }: PropertyEncoding): boolean {
  return style !== undefined || explode !== undefined || allowReserved === true;
}

const delimiters = { form: ",", spaceDelimited: " ", pipeDelimited: "|" };

/** The pairs of a query parameter. */
function styledPairs(
  name: string,
  value: Json,
  { style = "form", explode = style === "form" }: PropertyEncoding,
): WirePairs {
  if (style === "deepObject") return bracketPairs(name, value);
  const delimiter = delimiters[style];
  if (isJsonObject(value)) {
    const entries = Object.entries(value).filter(([, item]) => item !== null);
    const texts = entries.map(([key, item]) => [key, textOf(item)] as const);
    return explode ? texts : [[name, texts.flat().join(delimiter)]];
  }
  const texts = itemsOf(value).map(textOf);
  return explode || !Array.isArray(value)
    ? texts.map((text) => [name, text])
    : [[name, texts.join(delimiter)]];
}

function itemsOf(value: Json): readonly Json[] {
  return Array.isArray(value) ? value.filter((item: Json) => item !== null) : [value];
}

function textOf(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
