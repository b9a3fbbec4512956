import type { Json } from "@agentflow/core";
import type { FormEncoding, PropertyEncoding } from "@agentflow/core/runtime";
import { isJsonObject } from "./schema-index.js";

/** Names and decoded values, in the order they are sent. */
export type WirePairs = readonly (readonly [name: string, value: string])[];

/** The properties of a form that are sent, and how the document says they are written. */
export function formProperties(
  form: { readonly [name: string]: Json },
  encoding: FormEncoding,
): readonly (readonly [name: string, value: Json, encoding: PropertyEncoding])[] {
  return Object.entries(form)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => [
      name,
      value,
      (Object.hasOwn(encoding, name) ? encoding[name] : undefined) ?? {},
    ]);
}

/** The pairs of an urlencoded form. */
export function formPairs(
  form: { readonly [name: string]: Json },
  encoding: FormEncoding,
): WirePairs {
  return formProperties(form, encoding).flatMap(([name, value, own]) =>
    isStyled(own)
      ? styledPairs(name, value, own)
      : itemsOf(value).map((item): [string, string] => [name, textOf(item)]),
  );
}

/** A pair for each value inside, its keys in brackets. OpenAPI leaves lists open; they are numbered, as most parsers read. */
export function bracketPairs(name: string, value: Json): WirePairs {
  if (value === null) return [];
  if (typeof value !== "object") return [[name, textOf(value)]];
  return Object.entries(value).flatMap(([key, item]: readonly [string, Json]) =>
    bracketPairs(`${name}[${key}]`, item),
  );
}

/** True when a property is written as a query parameter would be. */
export function isStyled({ style, explode, allowReserved }: PropertyEncoding): boolean {
  return style !== undefined || explode !== undefined || allowReserved === true;
}

const delimiters = { form: ",", spaceDelimited: " ", pipeDelimited: "|" };

/** The pairs of a query parameter. */
export function styledPairs(
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

/** The values that stand for a property, those that are not there left out. */
export function itemsOf(value: Json): readonly Json[] {
  return Array.isArray(value) ? value.filter((item: Json) => item !== null) : [value];
}

/** What stands for one value. */
export function textOf(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
