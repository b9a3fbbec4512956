import type { Json } from "@agentflow/core";
import { JSONPathEnvironment, JSONPathError, type JSONPathNode, type JSONValue } from "json-p3";
import { quoted } from "../findings.js";
import { depthLimit } from "../nesting.js";

/** Steps from the root of a document, as RFC 9535 §2.7 writes them: names and indexes. */
export type Location = readonly (string | number)[];

/** A JSONPath that is none, or that a document is too deep for. */
export class JsonPathProblem extends Error {}

/** Exactly RFC 9535, and deep enough for every document that is read. */
const environment = new JSONPathEnvironment({ strict: true, maxRecursionDepth: depthLimit + 2 });

/**
 * The places of a document that a JSONPath (RFC 9535) selects, each once, in the order in which they were found.
 * @throws JsonPathProblem, whose message is the end of a sentence that begins with the path
 */
export function selectLocations(path: string, root: Json): readonly Location[] {
  const nodes = select(path, root);
  const locations = new Map(nodes.map(({ location }) => [JSON.stringify(location), location]));
  return [...locations.values()];
}

/**
 * What a JSONPath (RFC 9535) selects in a document.
 * @throws JsonPathProblem, whose message is the end of a sentence that begins with the path
 */
export function selectValues(path: string, root: Json): readonly Json[] {
  return select(path, root).map(({ value }) => value as Json); // parts of what was given
}

function select(path: string, root: Json): readonly JSONPathNode[] {
  try {
    // The query only reads, which is all that the library's type has against readonly values.
    return environment.query(path, root as JSONValue).nodes;
  } catch (error) {
    if (!(error instanceof JSONPathError)) throw error;
    throw new JsonPathProblem(`is no JSONPath: ${reasonOf(error)}`, { cause: error });
  }
}

/** The library's reason without the path, which it repeats as it is. */
function reasonOf({ message, token }: JSONPathError): string {
  const reason = message.replace(/ \('.*':\d+\)$/s, "");
  return `${quoted(reason).slice(1, -1)}, at character ${token.index + 1}`;
}
