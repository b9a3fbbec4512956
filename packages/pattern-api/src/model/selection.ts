import { AgentFlowError, errorCodes, kebabCase, nameWords, nearestNames } from "@agentflow/core";
import { type Findings, quoted } from "../document/findings.js";
import type { RawOperation } from "./raw-operation.js";

/** Narrows a document: an operation is kept when it matches every kind of filter that is given. */
export interface Selection {
  /** Tags; capitals and signs do not count, so that `codeScanning` finds `code-scanning`. */
  readonly tags?: readonly string[] | undefined;
  /** Ids as in the document, or a beginning followed by `*`. */
  readonly operations?: readonly string[] | undefined;
  /** Paths as in the document, or a beginning followed by `*`. */
  readonly paths?: readonly string[] | undefined;
}

interface Filter {
  /** What it is called in a message. */
  readonly what: string;
  readonly wanted: readonly string[];
  readonly namesOf: (operation: RawOperation) => readonly string[];
  readonly matches: (wanted: string, name: string) => boolean;
}

/**
 * The operations that a selection keeps. A name that nothing matches is reported.
 * @throws AF_SELECTION_EMPTY when none is left
 */
export function selectOperations(
  operations: readonly RawOperation[],
  selection: Selection,
  source: string,
  findings: Findings,
): readonly RawOperation[] {
  const all: readonly Filter[] = [
    { what: "tag", wanted: selection.tags ?? [], namesOf: ({ tags }) => tags, matches: sameWords },
    {
      what: "operation",
      wanted: selection.operations ?? [],
      namesOf: ({ id }) => [id],
      matches: sameText,
    },
    {
      what: "path",
      wanted: selection.paths ?? [],
      namesOf: ({ path }) => [path],
      matches: sameText,
    },
  ];
  const filters = all.filter(({ wanted }) => wanted.length > 0);
  const kept = operations.filter((operation) =>
    filters.every(({ wanted, namesOf, matches }) =>
      namesOf(operation).some((name) => wanted.some((one) => matches(one, name))),
    ),
  );
  const missing = filters.flatMap((filter) => unmatched(filter, operations));
  if (kept.length === 0) throw emptySelection(source, filters, missing);
  for (const { message, help } of missing) {
    findings.warn(errorCodes.selectionEmpty, "#/paths", message, help);
  }
  return kept;
}

interface Missing {
  readonly message: string;
  readonly help: string;
}

function unmatched(filter: Filter, operations: readonly RawOperation[]): readonly Missing[] {
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

function emptySelection(
  source: string,
  filters: readonly Filter[],
  missing: readonly Missing[],
): AgentFlowError {
  const [first] = missing;
  if (filters.length === 0) {
    return new AgentFlowError(
      errorCodes.selectionEmpty,
      `${quoted(source)} describes no operations.`,
      {
        help: "Give a document with operations under `paths`.",
        location: { source, pointer: "/paths" },
      },
    );
  }
  const asked = filters.map(({ what, wanted }) => `${what} ${wanted.map(quoted).join(" or ")}`);
  return new AgentFlowError(
    errorCodes.selectionEmpty,
    first?.message ?? `No operation has ${asked.join(" and ")}.`,
    {
      help:
        first?.help ??
        "Leave out one of the filters: an operation is kept when it matches all of them.",
      location: { source, pointer: "/paths" },
    },
  );
}

function sameWords(wanted: string, name: string): boolean {
  return wanted === name || (folded(wanted) !== "" && folded(wanted) === folded(name));
}

function folded(text: string): string {
  return kebabCase(nameWords(text));
}

function sameText(wanted: string, name: string): boolean {
  return wanted.endsWith("*") ? name.startsWith(wanted.slice(0, -1)) : name === wanted;
}
