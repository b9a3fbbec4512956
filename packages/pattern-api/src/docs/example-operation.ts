import { AgentFlowError, Code, errorCodes } from "@agentflow/core";
import type { ApiModel, GroupModel, OperationModel } from "../model/api-model.js";
import { responseRoles } from "../operations/response-roles.js";
import { printParams } from "../tests/print-params.js";
import { bodyConforms, sampleBody } from "../tests/sample-body.js";
import { sampleParameter, sampleParams } from "../tests/sample-params.js";
import { SchemaIndex } from "../tests/schema-index.js";

/** An operation of the service that documentation and examples call. */
export interface ExampleOperation {
  readonly group: GroupModel;
  readonly operation: OperationModel;
}

/** What makes an operation a good first one to read about; the earlier in the list, the more it counts. */
const wishes: readonly ((operation: OperationModel) => boolean)[] = [
  ({ method }) => method === "GET",
  ({ deprecated }) => !deprecated,
  ({ parameters }) => parameters.some(({ required }) => required),
  (operation) =>
    responseRoles(operation).success.some(({ content }) => content[0]?.kind === "json"),
  ({ baseUrl }) => baseUrl === null,
  (operation) => responseRoles(operation).errors.length > 0,
  ({ name }) => name === "get",
];

/** The operation that reads best as a first call: of those equally good the one with the shortest path. */
export function exampleOperation(model: ApiModel): ExampleOperation {
  const example = bestOf(model, () => true);
  if (example) return example;
  throw new AgentFlowError(errorCodes.selectionEmpty, `${model.name} has no operation.`, {
    help: "Select at least one operation of the document.",
  });
}

/** The paged operation that reads best, when there is one. */
export function examplePagedOperation(model: ApiModel): ExampleOperation | undefined {
  return bestOf(model, ({ paging }) => paging !== null);
}

/**
 * `{ owner: "octocat" }`: params that the call cannot do without, or nothing when it needs none.
 * @param before characters that stand on the line before them
 */
export function exampleParams(model: ApiModel, operation: OperationModel, before: number): Code {
  const index = new SchemaIndex(model.schemas);
  const params = sampleParams(operation, index, "required");
  // Printed by the literal printer.
  return Code.trusted(printParams(operation, params, index, "", before));
}

function bestOf(
  model: ApiModel,
  suits: (operation: OperationModel) => boolean,
): ExampleOperation | undefined {
  const index = new SchemaIndex(model.schemas);
  let best: { example: ExampleOperation; rank: readonly number[] } | undefined;
  for (const group of model.groups) {
    for (const operation of group.operations.filter(suits)) {
      const rank = rankOf(operation, index);
      if (!best || isBefore(rank, best.rank)) best = { example: { group, operation }, rank };
    }
  }
  return best?.example;
}

/** The less, the better; compared number by number. */
function rankOf(operation: OperationModel, index: SchemaIndex): readonly number[] {
  const unmet = [(one: OperationModel) => isCallable(one, index), ...wishes].map((wish) =>
    wish(operation) ? 0 : 1,
  );
  const needed = operation.parameters.filter(({ required }) => required).length;
  return [...unmet, needed, operation.path.length];
}

/** Groups and operations are sorted, so that of equals the first one wins on every machine. */
function isBefore(left: readonly number[], right: readonly number[]): boolean {
  const difference = left
    .map((value, index) => value - (right[index] ?? 0))
    .find((value) => value !== 0);
  return difference !== undefined && difference < 0;
}

/** True when values are known for all that a call needs. */
function isCallable({ parameters, body }: OperationModel, index: SchemaIndex): boolean {
  const known = parameters
    .filter(({ required }) => required)
    .every((parameter) => sampleParameter(parameter, index) !== undefined);
  const sampled = body?.required === true ? sampleBody(body, index, false) : undefined;
  return known && (!body || !sampled || bodyConforms(sampled, body, index));
}
