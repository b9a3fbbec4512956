import { kebabCase, nameWords } from "@agentflow/core";
import type { RawOperation } from "./raw-operation.js";

/** What picks operations out of a document; ids and paths may be a beginning followed by `*`. */
export interface OperationNames {
  /** Tags; capitals and signs do not count, so that `codeScanning` finds `code-scanning`. */
  readonly tags?: readonly string[] | undefined;
  /** Ids as in the document. */
  readonly operations?: readonly string[] | undefined;
  /** Paths as in the document. */
  readonly paths?: readonly string[] | undefined;
  /** HTTP methods, in capitals or not. */
  readonly methods?: readonly string[] | undefined;
}

/** One kind of name by which operations are picked, and the names that are wanted. */
export interface OperationFilter {
  /** What it is called in a message. */
  readonly what: string;
  /** Not empty. */
  readonly wanted: readonly string[];
  readonly namesOf: (operation: RawOperation) => readonly string[];
  readonly matches: (wanted: string, name: string) => boolean;
}

/** The kinds for which names are given. */
export function operationFilters(names: OperationNames): readonly OperationFilter[] {
  const all: readonly OperationFilter[] = [
    { what: "tag", wanted: names.tags ?? [], namesOf: ({ tags }) => tags, matches: sameWords },
    {
      what: "operation",
      wanted: names.operations ?? [],
      namesOf: ({ id }) => [id],
      matches: sameText,
    },
    { what: "path", wanted: names.paths ?? [], namesOf: ({ path }) => [path], matches: sameText },
    {
      what: "method",
      wanted: names.methods ?? [],
      namesOf: ({ method }) => [method],
      matches: (wanted, method) => wanted.toUpperCase() === method,
    },
  ];
  return all.filter(({ wanted }) => wanted.length > 0);
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
