import type { PagingDescription, PropertyPath } from "@agentflow/core/runtime";
import { quoted } from "../document/findings.js";
import type { JsonSchema, OperationModel, PagingModel } from "../model/api-model.js";
import { answerSchema, listIn, pathNames } from "./paged-answer.js";
import type { SchemaView } from "./schema-view.js";

/** What paging needs to know of an operation. */
export type PagedOperation = Pick<OperationModel, "method" | "parameters" | "responses">;

/** A description that fits the operation's types, or why it does not. */
export type CheckedPaging = PagingModel | { readonly fault: string };

/** Compares a description of pages with the types of the operation: what does not fit is never printed. */
export function checkPaging(
  operation: PagedOperation,
  description: PagingDescription,
  view: SchemaView,
): CheckedPaging {
  const schema = answerSchema(operation);
  if (schema === undefined) return { fault: "its answer is not JSON, or has no schema" };
  const list = listOf(schema, description.items, view);
  if (list === undefined) {
    const where = description.items === undefined ? "" : ` at ${pathText(description.items)}`;
    return { fault: `its answer has no list${where}, or several` };
  }
  const { item, ...place } = list;
  const checked = { ...description, ...place };
  const fault = faultOf(operation, checked, schema, item, view);
  return fault === undefined ? { description: checked, item } : { fault };
}

function listOf(
  schema: JsonSchema,
  items: PropertyPath | undefined,
  view: SchemaView,
): ReturnType<typeof listIn> {
  if (items === undefined) return listIn(schema, view);
  const at = view.at(schema, pathNames(items));
  const item = at === undefined ? undefined : view.item(at);
  return item === undefined ? undefined : { items, item };
}

function faultOf(
  operation: PagedOperation,
  paging: PagingDescription,
  schema: JsonSchema,
  item: JsonSchema,
  view: SchemaView,
): string | undefined {
  const is = (path: PropertyPath | undefined, ...types: readonly string[]): string | undefined =>
    path === undefined ? undefined : memberFault(schema, path, types, view);
  switch (paging.style) {
    case "link":
      return undefined;
    case "next-url":
      return is(paging.next, "string");
    case "cursor": {
      const fault = parameterFault(
        operation,
        paging.parameter,
        ["string", "integer", "number"],
        view,
      );
      if (fault !== undefined) return fault;
      const sent = parameterTypes(operation, paging.parameter, view);
      const isText = sent.has("string");
      const types = isText ? ["string", "integer", "number"] : ["integer", "number"];
      return is(paging.next, ...types) ?? is(paging.more, "boolean");
    }
    case "last-item": {
      const types = view.memberTypes(item, paging.id);
      if (![...types].some((type) => ["string", "integer"].includes(type))) {
        return `an item has no text or number ${quoted(paging.id)}`;
      }
      return (
        parameterFault(operation, paging.parameter, [...types], view) ?? is(paging.more, "boolean")
      );
    }
    default: {
      const numbers = ["integer", "number"];
      return (
        parameterFault(operation, paging.parameter, numbers, view) ??
        ("pages" in paging ? is(paging.pages, ...numbers) : undefined) ??
        is(paging.total, ...numbers) ??
        is(paging.more, "boolean")
      );
    }
  }
}

function memberFault(
  schema: JsonSchema,
  path: PropertyPath,
  types: readonly string[],
  view: SchemaView,
): string | undefined {
  const member = view.at(schema, pathNames(path));
  if (member === undefined) return `its answer has no ${pathText(path)}`;
  const found = [...view.types(member)];
  const fits = found.length > 0 && found.every((type) => types.includes(type));
  return fits
    ? undefined
    : `${pathText(path)} of its answer is not of the type ${types.join(" or ")}`;
}

function parameterFault(
  operation: PagedOperation,
  key: string,
  types: readonly string[],
  view: SchemaView,
): string | undefined {
  const found = parameterTypes(operation, key, view);
  if (found.size === 0) return `it has no query parameter ${quoted(key)} whose type is known`;
  if (operation.parameters.some((each) => each.key === key && each.required)) {
    return `its parameter ${quoted(key)} is required, so that no page is the first`;
  }
  return [...found].some((type) => types.includes(type))
    ? undefined
    : `its parameter ${quoted(key)} is not of the type ${types.join(" or ")}`;
}

function parameterTypes(
  { parameters }: PagedOperation,
  key: string,
  view: SchemaView,
): ReadonlySet<string> {
  const parameter = parameters.find((each) => each.in === "query" && each.key === key);
  return parameter && !parameter.json ? view.types(parameter.schema) : new Set();
}

function pathText(path: PropertyPath): string {
  return quoted(pathNames(path).join("."));
}
