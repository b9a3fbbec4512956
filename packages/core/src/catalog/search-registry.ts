import { z } from "zod";
import { parseRegistryAnswer, readRegistryJson } from "../documents/registry-answer.js";
import type { RegistryClient } from "../documents/registry-client.js";
import { isPackageName } from "./package-name.js";

/** A pattern that a registry has. */
export interface FoundPattern {
  readonly name: string;
  /** The newest version. */
  readonly version: string;
  readonly description?: string;
  /** Name of the account that published it. */
  readonly publisher?: string;
}

/** What patterns have among the keywords of their package.json, so that they can be found. */
export const keyword = "agentflow-pattern";
/** As many as the registry is asked for. */
const limit = 50;

const searchSchema = z.object({
  objects: z.array(
    z.object({
      package: z.object({
        name: z.string(),
        version: z.string().optional().catch(undefined),
        "dist-tags": z.object({ latest: z.string() }).optional().catch(undefined),
        description: z.string().optional().catch(undefined),
        keywords: z.array(z.string()).catch([]),
        publisher: z.object({ username: z.string() }).optional().catch(undefined),
      }),
    }),
  ),
});

/**
 * Asks for the keyword and the text; where that finds nothing, for the text alone: Verdaccio knows no `keywords:`.
 * @returns as the registry ranks them
 * @throws AF_REGISTRY_UNREACHABLE when the registry cannot be searched
 */
export async function searchRegistry(
  client: RegistryClient,
  text: string,
  signal: AbortSignal,
): Promise<readonly FoundPattern[]> {
  const found = await ask(client, `keywords:${keyword} ${text}`.trim(), signal);
  return found.length > 0 ? found : ask(client, text || keyword, signal);
}

async function ask(
  client: RegistryClient,
  text: string,
  signal: AbortSignal,
): Promise<readonly FoundPattern[]> {
  const query = new URLSearchParams({ text, size: String(limit) });
  const answer = await readRegistryJson(client, `-/v1/search?${query.toString()}`, signal);
  if (answer === undefined) throw client.unreachable("cannot be searched");
  const { objects } = parseRegistryAnswer(client, searchSchema, answer);
  return objects.flatMap(({ package: said }) => {
    const { name, description, keywords, publisher } = said;
    const version = said.version ?? said["dist-tags"]?.latest;
    // Some registries search for the words alone.
    if (!keywords.includes(keyword) || !isPackageName(name) || version === undefined) return [];
    return [
      {
        name,
        version,
        ...(description !== undefined && { description }),
        ...(publisher && { publisher: publisher.username }),
      },
    ];
  });
}
