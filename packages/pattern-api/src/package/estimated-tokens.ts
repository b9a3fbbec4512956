import type { ApiModel } from "../model/api-model.js";

/** The pieces that an integration with a REST API is built from. */
export type SubtaskId = "types" | "operations" | "client" | "tests" | "docs" | "examples";

/**
 * Tokens that a model would spend on one schema, one operation and one parameter of each piece, and on what
 * every package has once. Measured on what this pattern prints for a large description, at four characters
 * a token, and rounded.
 */
const rates: Readonly<Record<SubtaskId, Rate>> = {
  types: { once: 0, schema: 200, operation: 0, parameter: 0 },
  operations: { once: 0, schema: 0, operation: 370, parameter: 50 },
  client: { once: 1000, schema: 0, operation: 1, parameter: 0 },
  tests: { once: 8000, schema: 0, operation: 700, parameter: 30 },
  docs: { once: 1200, schema: 0, operation: 190, parameter: 35 },
  examples: { once: 350, schema: 0, operation: 0, parameter: 0 },
};

interface Rate {
  readonly once: number;
  readonly schema: number;
  readonly operation: number;
  readonly parameter: number;
}

/** `once + schemas × schema + operations × operation + parameters × parameter`, in tokens. */
export function estimatedTokens(id: SubtaskId, { schemas, groups }: ApiModel): number {
  const rate = rates[id];
  const operations = groups.flatMap((group) => group.operations);
  const parameters = operations.reduce((sum, operation) => sum + operation.parameters.length, 0);
  return (
    rate.once +
    rate.schema * schemas.length +
    rate.operation * operations.length +
    rate.parameter * parameters
  );
}
