import { AgentFlowError, errorCodes, nearestNames } from "@agentflow/core";
import { quoted } from "../document/findings.js";
import type { OperationFilter } from "./operation-filter.js";
import type { RawOperation } from "./raw-operation.js";

/** A name that was asked for and that nothing has. */
export interface UnmatchedName {
  readonly message: string;
  readonly help: string;
}

/** The names of filters that no operation has, each with those that may have been meant. */
export function unmatchedNames(
  filters: readonly OperationFilter[],
  operations: readonly RawOperation[],
): readonly UnmatchedName[] {
  return filters.flatMap((filter) => unmatchedOf(filter, operations));
}

function unmatchedOf(
  filter: OperationFilter,
  operations: readonly RawOperation[],
): readonly UnmatchedName[] {
  const known = [...new Set(operations.flatMap((operation) => filter.namesOf(operation)))];
  return filter.wanted
    .filter((wanted) => !known.some((name) => filter.matches(wanted, name)))
    .map((wanted) => {
      const near = nearestNames(wanted.replace(/\*$/, ""), known).map(quoted);
      return {
        message: `The document has no ${filter.what} ${quoted(wanted)}.`,
        help:
          near.length > 0
            ? `Did you mean ${near.join(" or ")}?`
            : `Give one of the document's own: ${known.slice(0, 5).map(quoted).join(", ")}${known.length > 5 ? " …" : ""}`,
      };
    });
}

/**
 * The error of a selection that keeps nothing.
 * @param excluded some operations match all that is included, and the exclusions leave them out
 */
export function emptySelection(
  source: string,
  operations: readonly RawOperation[],
  included: readonly OperationFilter[],
  excluded: boolean,
): AgentFlowError {
  const { message, help } =
    operations.length === 0
      ? {
          message: `${quoted(source)} describes no operations.`,
          help: "Give a document with operations under `paths`.",
        }
      : nothingLeft(operations, included, excluded);
  return new AgentFlowError(errorCodes.selectionEmpty, message, {
    help,
    location: { source, pointer: "/paths" },
  });
}

function nothingLeft(
  operations: readonly RawOperation[],
  included: readonly OperationFilter[],
  excluded: boolean,
): UnmatchedName {
  const asked = included
    .map(({ what, wanted }) => `${what} ${wanted.map(quoted).join(" or ")}`)
    .join(" and ");
  if (excluded) {
    return {
      message: `Every operation${asked === "" ? "" : ` that has ${asked}`} is excluded.`,
      help: "Exclude less: an operation is left out when it matches any of the exclusions.",
    };
  }
  const [missing] = unmatchedNames(included, operations);
  return (
    missing ?? {
      message: `No operation has ${asked}.`,
      help: "Leave out one of the filters: an operation is kept when it matches all of them.",
    }
  );
}
