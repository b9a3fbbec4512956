import type { Json } from "@agentflow/core";
import { isJsonArray, isJsonObject } from "../document/json-object.js";
import type {
  ApiModel,
  JsonSchema,
  OperationModel,
  PagingModel,
  ResponseModel,
} from "./api-model.js";

/** The schema that a reference names; undefined when the model has none. */
export type FindSchema = (reference: string) => Json | undefined;

/** References that a schema may lead through before its array counts as not found. */
const hopLimit = 20;

/**
 * Paging by the `Link` header (RFC 8288) for an operation whose documented answers have one, or whose query has one of
 * `pageParameters`. Null for other methods than GET, and when the answer holds no list or more than one.
 */
export function linkPaging(
  operation: Pick<OperationModel, "method" | "parameters" | "responses">,
  pageParameters: readonly string[],
  find: FindSchema,
): PagingModel | null {
  if (operation.method !== "GET") return null;
  const answer = operation.responses.find(
    ({ status, content }) => status.startsWith("2") && content[0]?.kind === "json",
  );
  const schema = answer?.content[0]?.schema ?? null;
  if (!answer || schema === null || !(hasLink(answer) || takesPage(operation, pageParameters)))
    return null;
  return pagingOf(schema, find);
}

/**
 * The model with link paging for every list operation that has one of these query parameters.
 * For services that send `Link` headers and leave them out of their document.
 */
export function withLinkPaging<Model extends ApiModel>(
  model: Model,
  pageParameters: readonly string[],
): Model {
  const schemas = new Map(model.schemas.map(({ pointer, schema }) => [pointer, schema]));
  const groups = model.groups.map((group) => ({
    ...group,
    operations: group.operations.map((operation) => ({
      ...operation,
      paging:
        operation.paging ??
        linkPaging(operation, pageParameters, (reference) => schemas.get(reference)),
    })),
  }));
  return { ...model, groups };
}

function hasLink({ headers }: ResponseModel): boolean {
  return headers.includes("link");
}

function takesPage(
  { parameters }: Pick<OperationModel, "parameters">,
  pageParameters: readonly string[],
): boolean {
  return parameters.some(
    (parameter) => parameter.in === "query" && pageParameters.includes(parameter.wireName),
  );
}

/** The answer's array, or the only array among its members; of several, the only array of objects. */
function pagingOf(schema: JsonSchema, find: FindSchema): PagingModel | null {
  const item = itemSchema(schema, find);
  if (item !== undefined) return { description: { style: "link" }, item };
  const target = followed(schema, find);
  const properties = isJsonObject(target) ? target["properties"] : undefined;
  if (!isJsonObject(properties)) return null;
  const lists = Object.entries(properties).flatMap(([name, property]) => {
    const member = itemSchema(property, find);
    return member === undefined ? [] : [{ name, item: member }];
  });
  const objects = lists.filter((list) => isObjectSchema(list.item, find));
  const [only] = lists.length === 1 ? lists : objects.length === 1 ? objects : [];
  return only ? { description: { style: "link", items: only.name }, item: only.item } : null;
}

/** The schema of one item when the schema is an array's, or each of its variants is; undefined when not. */
function itemSchema(schema: Json, find: FindSchema): JsonSchema | undefined {
  const target = followed(schema, find);
  if (!isJsonObject(target)) return undefined;
  const own = arrayItems(target);
  if (own !== undefined) return own;
  const variants = target["oneOf"] ?? target["anyOf"];
  if (!isJsonArray(variants) || variants.length === 0) return undefined;
  const items = variants.map((variant) => arrayItems(followed(variant, find)));
  return items.some((item) => item === undefined)
    ? undefined
    : { anyOf: items.map((item) => item ?? true) };
}

/** What an array holds; undefined for a schema that is not plainly an array's. */
function arrayItems(schema: Json | undefined): JsonSchema | undefined {
  if (!isJsonObject(schema)) return undefined;
  const type = schema["type"];
  if (type !== "array" && !(isJsonArray(type) && type.includes("array"))) return undefined;
  const items = schema["items"] ?? true;
  return typeof items === "boolean" || isJsonObject(items) ? items : true;
}

function isObjectSchema(schema: Json, find: FindSchema): boolean {
  const target = followed(schema, find);
  return (
    isJsonObject(target) && (target["type"] === "object" || isJsonObject(target["properties"]))
  );
}

/** Where the references and single `allOf`s of a schema end. */
function followed(schema: Json, find: FindSchema): Json | undefined {
  let place: Json | undefined = schema;
  for (let hops = 0; hops < hopLimit && isJsonObject(place); hops++) {
    const parts: Json | undefined = place["allOf"];
    if (typeof place["$ref"] === "string") place = find(place["$ref"]);
    else if (isJsonArray(parts) && parts.length === 1 && place["properties"] === undefined)
      place = parts[0];
    else return place;
  }
  return undefined;
}
