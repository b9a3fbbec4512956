import { z } from "zod";
import { AgentFlowError } from "../errors/error.js";
import { errorCodes } from "../errors/error-codes.js";
import { stringLiteral } from "../template/literal.js";
import type { NpmAddress } from "./document-address.js";
import { parseRegistryAnswer, readRegistryJson, registryPath } from "./registry-answer.js";
import type { RegistryClient } from "./registry-client.js";

const distributionSchema = z.object({
  tarball: z.url(),
  integrity: z.string().optional(),
  shasum: z.string().optional(),
});

/** Where a version's tarball is, and what it must hash to. */
export type Distribution = z.output<typeof distributionSchema>;

const versionSchema = z.object({ dist: distributionSchema });
const packageSchema = z.object({
  versions: z.record(z.string(), z.unknown()),
  "dist-tags": z.object({ latest: z.string() }).optional(),
});

/**
 * Asks the registry for one version: `GET <registry>/<name>/<version>`, and `GET <registry>/<name>` of registries
 * that have only the list of all (https://github.com/npm/registry/blob/main/docs/REGISTRY-API.md).
 * @throws AF_PACKAGE_NOT_FOUND when the registry has no such package or version
 * @throws AF_REGISTRY_UNREACHABLE when it does not answer as a registry does
 */
export async function readDistribution(
  client: RegistryClient,
  address: Pick<NpmAddress, "name" | "version">,
  signal: AbortSignal,
): Promise<Distribution> {
  const name = registryPath(address.name);
  const version = await readRegistryJson(client, `${name}/${address.version}`, signal);
  if (version !== undefined) return parseRegistryAnswer(client, versionSchema, version).dist;
  const all = await readRegistryJson(client, name, signal);
  if (all === undefined) {
    throw notFound(
      `The npm registry ${client.host} has no package ${stringLiteral(address.name)}.`,
    );
  }
  const { versions, "dist-tags": tags } = parseRegistryAnswer(client, packageSchema, all);
  if (!Object.hasOwn(versions, address.version)) {
    const latest = tags ? ` The latest is ${stringLiteral(tags.latest)}.` : "";
    throw notFound(`${address.name} has no version ${stringLiteral(address.version)}.${latest}`);
  }
  return parseRegistryAnswer(client, versionSchema, versions[address.version]).dist;
}

function notFound(message: string): AgentFlowError {
  const help = "Check the package's name and version in the npm: address.";
  return new AgentFlowError(errorCodes.packageNotFound, message, { help });
}
