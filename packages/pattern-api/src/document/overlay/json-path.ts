import type { Json } from "@agentflow/core";
import { JSONPathEnvironment, JSONPathError, type JSONValue } from "json-p3";
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
  try {
    // The query only reads, which is all that the library's type has against readonly values.
    const { nodes } = environment.query(path, root as JSONValue);
    const locations = new Map(nodes.map(({ location }) => [JSON.stringify(location), location]));
    return [...locations.values()];
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
