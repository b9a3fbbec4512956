import { type Json, literal } from "@agentflow/core";
import type { ValueShape } from "@agentflow/core/runtime";
import type { ApiModel, ContentModel, OperationModel } from "../model/api-model.js";
import { leadingContent } from "../operations/content-type.js";
import { documentedErrors } from "../operations/documented-errors.js";
import { responseRoles } from "../operations/response-roles.js";
import { ValueShapes } from "./value-shapes.js";

/** Where the params of an operation are converted; undefined for nowhere. */
export function paramsShape(
  { parameters, body }: OperationModel,
  shapes: ValueShapes,
): ValueShape | undefined {
  const members = parameters.flatMap(({ key, schema }): [string, ValueShape][] => {
    const shape = shapes.of(schema);
    return shape === undefined ? [] : [[key, shape]];
  });
  const content = body && bodyShape(body.content, shapes);
  if (content) members.push(["body", content]);
  return members.length === 0 ? undefined : { members: Object.fromEntries(members) };
}

/** Where the body that is typed is converted. */
export function bodyShape(
  content: readonly ContentModel[],
  shapes: ValueShapes,
): ValueShape | undefined {
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
  if (params === undefined && answers.length === 0) return undefined;
  const values = {
    ...(params !== undefined && { params }),
    ...(answers.length > 0 && { answers: Object.fromEntries(answers) }),
  };
  return `convert(${shapeLiteral(values)})`;
}

/** A shape is JSON: interfaces have no index signature that would say so. */
export function shapeLiteral(shape: object): string {
  return literal(shape as unknown as Json);
}

/** Source of `src/types/values.ts`; undefined when nothing is converted. */
export function valuesModule(model: ApiModel): string | undefined {
  const shapes = new ValueShapes(model);
  const isUsed = model.groups.some(({ operations }) =>
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
