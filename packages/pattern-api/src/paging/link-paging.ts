import type { ApiModel, OperationModel, PagingModel, ResponseModel } from "../model/api-model.js";
import { answerSchema, listIn } from "./paged-answer.js";
import { type FindSchema, SchemaView } from "./schema-view.js";

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
  const schema = answerSchema(operation);
  if (schema === undefined) return null;
  if (!operation.responses.some(hasLink) && !takesPage(operation, pageParameters)) return null;
  const list = listIn(schema, new SchemaView(find));
  if (list === undefined) return null;
  const { item, ...place } = list;
  return { description: { style: "link", ...place }, item };
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
        linkPaging(operation, pageParameters, (reference) => schemas.get(reference)) ??
        operation.paging,
    })),
  }));
  return { ...model, groups };
}

function hasLink({ status, headers }: ResponseModel): boolean {
  return status.startsWith("2") && headers.includes("link");
}

function takesPage(
  { parameters }: Pick<OperationModel, "parameters">,
  pageParameters: readonly string[],
): boolean {
  return parameters.some(
    (parameter) => parameter.in === "query" && pageParameters.includes(parameter.wireName),
  );
}
