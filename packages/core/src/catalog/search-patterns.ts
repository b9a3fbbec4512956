import { type Diagnostic, diagnosticOf } from "../errors/diagnostic.js";
import { type AgentFlowError, isAgentFlowError } from "../errors/error.js";
import { errorCodes } from "../errors/error-codes.js";
import { latestVersion } from "./latest-version.js";
import { ownPatterns } from "./own-packages.js";
import type { PublishedPattern } from "./published-pattern.js";
import { readPublishedPattern } from "./read-published-pattern.js";
import { type FoundPattern, keyword, searchRegistry } from "./search-registry.js";
import { type CatalogOptions, withRegistry } from "./with-registry.js";

/** What a search came to. */
export interface PatternSearch {
  /** AgentFlow's own first, then as the registry ranks them. */
  readonly found: readonly FoundPattern[];
  /** AF_REGISTRY_UNREACHABLE, as a warning: the registry cannot be searched, and only AgentFlow's own were tried. */
  readonly problems: readonly Diagnostic[];
}

/**
 * Finds patterns whose name, description or keywords match a text, among what the user's default registry has
 * (https://github.com/npm/registry/blob/main/docs/REGISTRY-API.md#get-v1search). AgentFlow's own are asked for one by
 * one, so that they are found also where the registry cannot be searched.
 * @param text what the pattern serves; an empty one finds all
 * @throws AF_REGISTRY_UNREACHABLE when the registry cannot be reached at all; AF_CONFIG_INVALID
 */
export async function searchPatterns(
  text: string,
  options: CatalogOptions,
): Promise<PatternSearch> {
  const own = await Promise.all(ownPatterns.map((name) => readOwn(name, options)));
  const found = own.flatMap((pattern) =>
    pattern && matches(pattern, text) ? describe(pattern) : [],
  );
  try {
    const others = await withRegistry(keyword, options, (client) =>
      searchRegistry(client, text, options.signal),
    );
    return {
      found: [...found, ...others.filter(({ name }) => !ownPatterns.includes(name))],
      problems: [],
    };
  } catch (error) {
    if (!isAgentFlowError(error) || error.code !== errorCodes.registryUnreachable) throw error;
    return { found, problems: [notSearched(error)] };
  }
}

/** Undefined when the registry does not have it. */
async function readOwn(
  name: string,
  options: CatalogOptions,
): Promise<PublishedPattern | undefined> {
  try {
    return await readPublishedPattern(name, options);
  } catch (error) {
    if (isAgentFlowError(error) && error.code === errorCodes.packageNotFound) return undefined;
    throw error;
  }
}

/** Whether each word of the text stands somewhere in what it says of itself. */
function matches(pattern: PublishedPattern, text: string): boolean {
  const { description = "", manifest } = latestVersion(pattern) ?? {};
  const { title = "", type = "", services = [], documents = [] } = manifest ?? {};
  const said = [pattern.name, description, title, type, ...services, ...documents]
    .join(" ")
    .toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => said.includes(word));
}

function describe(pattern: PublishedPattern): readonly FoundPattern[] {
  const latest = latestVersion(pattern);
  if (!latest) return [];
  const { version, description, publisher } = latest;
  return [
    {
      name: pattern.name,
      version,
      ...(description !== undefined && { description }),
      ...(publisher && { publisher: publisher.name }),
    },
  ];
}

function notSearched(error: AgentFlowError): Diagnostic {
  return {
    ...diagnosticOf(error, "warning"),
    help: "Only AgentFlow's own patterns were looked for. Look for others at a registry that can be searched, such as https://www.npmjs.com/search?q=keywords:agentflow-pattern.",
  };
}
