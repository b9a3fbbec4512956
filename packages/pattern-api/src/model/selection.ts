import { errorCodes } from "@agentflow/core";
import type { Findings } from "../document/findings.js";
import { type OperationFilter, operationFilters, type OperationNames } from "./operation-filter.js";
import type { RawOperation } from "./raw-operation.js";
import { emptySelection, unmatchedNames } from "./selection-problems.js";

/** What leaves operations out. */
export interface Exclusion extends OperationNames {
  /** Every operation that the document calls deprecated. */
  readonly deprecated?: boolean | undefined;
}

/** Narrows a document to a part of it. */
export interface Selection {
  /** An operation is kept when it matches every kind of filter that is given, and of each kind one name. */
  readonly include?: OperationNames | undefined;
  /** An operation is left out when it matches any name of any kind, whatever `include` says. */
  readonly exclude?: Exclusion | undefined;
}

/**
 * The operations that a selection keeps. A name that nothing matches is reported.
 * @throws AF_SELECTION_EMPTY when none is left
 */
export function selectOperations(
  operations: readonly RawOperation[],
  { include = {}, exclude = {} }: Selection,
  source: string,
  findings: Findings,
): readonly RawOperation[] {
  const included = operationFilters(include);
  const excluded = operationFilters(exclude);
  const asked = operations.filter((operation) =>
    included.every((filter) => matches(filter, operation)),
  );
  const kept = asked.filter(
    (operation) =>
      !excluded.some((filter) => matches(filter, operation)) &&
      !(exclude.deprecated === true && operation.value["deprecated"] === true),
  );
  if (kept.length === 0) throw emptySelection(source, operations, included, asked.length > 0);
  for (const { message, help } of unmatchedNames([...included, ...excluded], operations)) {
    findings.warn(errorCodes.selectionEmpty, "#/paths", message, help);
  }
  return kept;
}

function matches(filter: OperationFilter, operation: RawOperation): boolean {
  const { wanted, namesOf } = filter;
  return namesOf(operation).some((name) => wanted.some((one) => filter.matches(one, name)));
}
