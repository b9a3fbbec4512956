import { AgentFlowError, Code, errorCodes } from "@agentflow/core";
import type { ApiModel, GroupModel, OperationModel } from "../model/api-model.js";
import { documentedErrors } from "../operations/documented-errors.js";
import { responseRoles } from "../operations/response-roles.js";
import { printParams } from "../tests/print-params.js";
import { conforms } from "../tests/conforms.js";
import { bodyConforms } from "../tests/sample-body.js";
import { sampleParams } from "../tests/sample-params.js";
import { SchemaIndex } from "../tests/schema-index.js";

/** An operation of the service that documentation and examples call. */
export interface ExampleOperation {
  readonly group: GroupModel;
  readonly operation: OperationModel;
}

/** What makes an operation a good first one to read about; the earlier in the list, the more it counts. */
const wishes: readonly ((operation: OperationModel) => boolean)[] = [
  ({ body }) => body?.required !== true,
  ({ method }) => method === "GET",
  ({ deprecated }) => !deprecated,
  ({ parameters }) => parameters.some(({ required }) => required),
  (operation) =>
    responseRoles(operation).success.some(({ content }) => content[0]?.kind === "json"),
  ({ baseUrl }) => baseUrl === null,
  (operation) => documentedErrors(operation).length > 0,
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
 * `{ isbn: "1234" }`: params that the call cannot do without, or nothing when it needs none.
 * @param before characters that stand on the line before them
 */
export function exampleParams(model: ApiModel, operation: OperationModel, before: number): Code {
  const index = SchemaIndex.of(model);
  const params = sampleParams(operation, index, "required");
  // Printed by the literal printer.
  return Code.trusted(printParams(operation, params, index, "", before));
}

function bestOf(
  model: ApiModel,
  suits: (operation: OperationModel) => boolean,
): ExampleOperation | undefined {
  const index = SchemaIndex.of(model);
  const ranked = model.groups
    .flatMap((group) =>
      group.operations
        .filter(suits)
        .map((operation) => ({ group, operation, rank: rankOf(operation) })),
    )
    // The sort is stable and the model sorted: of equals the first one wins on every machine.
    .toSorted((left, right) => compareRanks(left.rank, right.rank));
  return ranked.find(({ operation }) => isCallable(operation, index)) ?? ranked[0];
}

/** The less, the better; compared number by number. */
function rankOf(operation: OperationModel): readonly number[] {
  const needed = operation.parameters.filter(({ required }) => required).length;
  return [...wishes.map((wish) => (wish(operation) ? 0 : 1)), needed, operation.path.length];
}

function compareRanks(left: readonly number[], right: readonly number[]): number {
  const differences = left.map((value, index) => value - (right[index] ?? 0));
  return differences.find((difference) => difference !== 0) ?? 0;
}

/** True when values are known for all that a call needs. */
function isCallable(described: OperationModel, schemas: SchemaIndex): boolean {
  const { parameters, body } = sampleParams(described, schemas, "required");
  const index = schemas.requests;
  const operation = index.operation(described);
  return (
    parameters.every(({ parameter, value }) => conforms(value, parameter.schema, index)) &&
    (!body || !operation.body || bodyConforms(body, operation.body, index))
  );
}
