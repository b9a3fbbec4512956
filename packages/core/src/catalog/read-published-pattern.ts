import { z } from "zod";
import {
  parseRegistryAnswer,
  readRegistryJson,
  registryPath,
} from "../documents/registry-answer.js";
import { AgentFlowError } from "../errors/error.js";
import { errorCodes } from "../errors/error-codes.js";
import { stringLiteral } from "../template/literal.js";
import { isPackageName } from "./package-name.js";
import type { PublishedPattern } from "./published-pattern.js";
import { readPublishedVersion } from "./published-version.js";
import { semver } from "./semver.js";
import { type CatalogOptions, withRegistry } from "./with-registry.js";

const packageSchema = z.object({
  "dist-tags": z.record(z.string(), z.string()).catch({}),
  versions: z.record(z.string(), z.unknown()),
  time: z.record(z.string(), z.unknown()).catch({}),
});

/**
 * Reads all that the registry publishes of a package, by the user's npm configuration: one request, and nothing is
 * installed or kept (https://github.com/npm/registry/blob/main/docs/responses/package-metadata.md).
 * @param name the full name of a package
 * @returns also of a package that is no pattern: its versions have no manifest then
 * @throws AF_USAGE_INVALID when it is no package's name
 * @throws AF_PACKAGE_NOT_FOUND when the registry has no such package
 * @throws AF_REGISTRY_UNREACHABLE or AF_CONFIG_INVALID when the registry cannot be asked
 */
export async function readPublishedPattern(
  name: string,
  options: CatalogOptions,
): Promise<PublishedPattern> {
  if (!isPackageName(name)) {
    throw new AgentFlowError(
      errorCodes.usageInvalid,
      `${stringLiteral(name)} is not the name of a package.`,
      { help: "Give a name as npm knows it, such as @agentflow/pattern-stripe." },
    );
  }
  return withRegistry(name, options, async (client, isProjectsRegistry) => {
    const answer = await readRegistryJson(client, registryPath(name), options.signal);
    if (answer === undefined) throw packageNotFound(name, client.host);
    const {
      "dist-tags": tags,
      versions,
      time,
    } = parseRegistryAnswer(client, packageSchema, answer);
    return {
      name,
      registry: client.host,
      isProjectsRegistry,
      tags,
      versions: Object.entries(versions)
        .filter(([version]) => semver().valid(version) === version)
        .flatMap(
          ([version, said]) =>
            readPublishedVersion({ name, version }, said, timeOf(time, version)) ?? [],
        )
        .toSorted((left, right) => semver().rcompare(left.version, right.version)),
    };
  });
}

function timeOf(time: Readonly<Record<string, unknown>>, version: string): string | undefined {
  const text = Object.hasOwn(time, version) ? time[version] : undefined;
  const parsed = typeof text === "string" ? new Date(text) : undefined;
  return parsed && !Number.isNaN(parsed.getTime()) ? parsed.toISOString() : undefined;
}

function packageNotFound(name: string, host: string): AgentFlowError {
  return new AgentFlowError(
    errorCodes.packageNotFound,
    `The npm registry ${host} has no package ${stringLiteral(name)}.`,
    {
      help: "Check the name; `agentflow pattern search <text>` finds patterns by what they serve.",
    },
  );
}
