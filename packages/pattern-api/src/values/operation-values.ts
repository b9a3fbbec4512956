import { type Json, literal } from "@agentflow/core";
import type { ValueShape } from "@agentflow/core/runtime";
import type { ApiModel, ContentModel, EventModel, OperationModel } from "../model/api-model.js";
import { leadingContent, sentContent } from "../operations/content-type.js";
import { documentedErrors } from "../operations/documented-errors.js";
import { responseRoles } from "../operations/response-roles.js";
import { streamedContent } from "../operations/streamed-content.js";
import { ValueShapes } from "./value-shapes.js";

/** Where the params of an operation are converted; undefined for nowhere. */
function paramsShape(
  { parameters, body }: OperationModel,
  shapes: ValueShapes,
): ValueShape | undefined {
  const members = parameters.flatMap(({ key, schema }): [string, ValueShape][] => {
    const shape = shapes.of(schema);
    return shape === undefined ? [] : [[key, shape]];
  });
  const content = body && sentShape(body.content, shapes);
  if (content) members.push(["body", content]);
  return members.length === 0 ? undefined : { members: Object.fromEntries(members) };
}

/** Where the body of a request that is typed is converted. */
function sentShape(content: readonly ContentModel[], shapes: ValueShapes): ValueShape | undefined {
  const [sent] = sentContent(content);
  return sent && ["json", "form", "multipart"].includes(sent.kind)
    ? shapes.of(sent.schema)
    : undefined;
}

/** Where the items of a stream are converted, by the events whose data they are. */
function itemShapes(
  { schema, events }: ContentModel,
  shapes: ValueShapes,
): Readonly<Record<string, ValueShape | null>> | undefined {
  const parts = events ?? [{ name: null, json: true, schema: schema ?? true }];
  const found = parts.map(({ name, json, schema: item }): [string, ValueShape | null] => [
    name ?? "*",
    (json ? shapes.of(item) : undefined) ?? null,
  ]);
  return found.some(([, shape]) => shape !== null) ? Object.fromEntries(found) : undefined;
}

/** Where the body of an answer that is typed is converted. */
function bodyShape(content: readonly ContentModel[], shapes: ValueShapes): ValueShape | undefined {
  const [leading] = leadingContent(content);
  return leading?.kind === "json" ? shapes.of(leading.schema) : undefined;
}

/**
 * `convert({ … })`: the conversions of an operation, as code for its definition. Undefined when it has none, so that
 * nothing is paid for them.
 */
export function operationValues(
  operation: OperationModel,
  shapes: ValueShapes,
): string | undefined {
  const params = paramsShape(operation, shapes);
  const { success } = responseRoles(operation);
  const answers = [...success, ...documentedErrors(operation)].flatMap(
    ({ status, content }): [string, ValueShape][] => {
      const shape = bodyShape(content, shapes);
      return shape === undefined ? [] : [[status, shape]];
    },
  );
  const streamed = streamedContent(operation);
  const items = streamed && itemShapes(streamed, shapes);
  if (params === undefined && answers.length === 0 && items === undefined) return undefined;
  const values = {
    ...(params !== undefined && { params }),
    ...(answers.length > 0 && { answers: Object.fromEntries(answers) }),
    ...(items !== undefined && { items }),
  };
  return `convert(${shapeLiteral(values)})`;
}

/** `convert({ … })`: the conversions of what the service sends by itself; undefined when there are none. */
export function payloadValues({ payload }: EventModel, shapes: ValueShapes): string | undefined {
  const shape = payload?.kind === "json" ? shapes.of(payload.schema) : undefined;
  return shape === undefined ? undefined : `convert(${shapeLiteral({ items: { "*": shape } })})`;
}

/** A shape is JSON: interfaces have no index signature that would say so. */
function shapeLiteral(shape: object): string {
  return literal(shape as unknown as Json);
}

/** Source of `src/types/values.ts`; undefined when nothing is converted. */
export function valuesModule(model: ApiModel): string | undefined {
  const shapes = new ValueShapes(model);
  const isUsed =
    model.events.some((event) => payloadValues(event, shapes) !== undefined) ||
    model.groups.some(({ operations }) =>
      operations.some((operation) => operationValues(operation, shapes) !== undefined),
    );
  if (!isUsed) return undefined;
  const { dates, int64 } = model.typing;
  const named = Object.entries(shapes.named()).map(
    ([name, shape]) =>
      `  ${name}: ${typeof shape === "string" ? literal(shape) : shapeLiteral(shape)},\n`,
  );
  return `import { defineValues } from "@agentflow/core/runtime";

/** Converts dates and large numbers where the service's schemas have them. */
export const convert = /* @__PURE__ */ defineValues(${literal({ dates, int64 })}, {
${named.join("")}});
`;
}
