import type { Json } from "@agentflow/core";
import type { PropertyEncoding } from "@agentflow/core/runtime";
import type { ContentModel } from "../model/api-model.js";
import { fileMark } from "./file-mark.js";
import { flattenSchema } from "./flatten-schema.js";
import { sampleValue } from "./sample.js";
import { isJsonObject, listOf, type SchemaIndex } from "./schema-index.js";

/**
 * An object for a form, the same one every time: without the optional properties for which a form has no place, such
 * as `null` and, but for `deepObject`, values inside of values.
 */
export function sampleForm(
  { schema, example, encoding = {} }: ContentModel,
  index: SchemaIndex,
  all: boolean,
): { readonly [name: string]: Json } {
  const known = schema ?? true;
  const given = isJsonObject(example) ? example : undefined;
  // A schema that says nothing is satisfied by a text, which is no form.
  const form = { allOf: [known, { type: "object" }] };
  const value = sampleValue(form, index, { name: "body", example: given, optional: all });
  if (!isJsonObject(value)) return given ?? {};
  const required = new Set(listOf(flattenSchema(known, index)?.keywords["required"]));
  const entries = Object.entries(value).filter(([name, property]) => {
    const own = Object.hasOwn(encoding, name) ? encoding[name] : undefined;
    return required.has(name) || (name.isWellFormed() && isSendable(property, own));
  });
  return Object.fromEntries(entries);
}

function isSendable(value: Json, encoding: PropertyEncoding | undefined): boolean {
  if (value === null || !isText(value)) return false;
  const styled = encoding?.style !== undefined || encoding?.explode !== undefined;
  if (styled && encoding.style !== "deepObject") return members(value).every(isScalar);
  return true;
}

/** A form is text in UTF-8, which has no lone surrogates; nor has a file, which only the mark of one has. */
function isText(value: Json): boolean {
  if (typeof value === "string") return value === fileMark || value.isWellFormed();
  if (typeof value !== "object" || value === null) return true;
  return Object.entries(value).every(([name, member]) => name.isWellFormed() && isText(member));
}

function members(value: Json): readonly Json[] {
  if (Array.isArray(value)) return value;
  return isJsonObject(value) ? Object.values(value) : [value];
}

function isScalar(value: Json): boolean {
  return typeof value !== "object";
}
