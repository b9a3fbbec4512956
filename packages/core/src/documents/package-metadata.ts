import { z } from "zod";
import { AgentFlowError } from "../errors/error.js";
import { errorCodes } from "../errors/error-codes.js";
import { stringLiteral } from "../template/literal.js";
import { collectBody } from "./collect-body.js";
import type { NpmAddress } from "./document-address.js";
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

const maximumMetadataBytes = 64 * 1024 * 1024;

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
  const name = address.name.replace("/", "%2f");
  const version = await readJson(client, `${name}/${address.version}`, signal);
  if (version !== undefined) return parse(client, versionSchema, version).dist;
  const all = await readJson(client, name, signal);
  if (all === undefined) {
    throw notFound(
      `The npm registry ${client.host} has no package ${stringLiteral(address.name)}.`,
    );
  }
  const { versions, "dist-tags": tags } = parse(client, packageSchema, all);
  if (!Object.hasOwn(versions, address.version)) {
    const latest = tags ? ` The latest is ${stringLiteral(tags.latest)}.` : "";
    throw notFound(`${address.name} has no version ${stringLiteral(address.version)}.${latest}`);
  }
  return parse(client, versionSchema, versions[address.version]).dist;
}

/** Undefined when the registry has no such thing. */
async function readJson(
  client: RegistryClient,
  path: string,
  signal: AbortSignal,
): Promise<unknown> {
  const response = await client.get(new URL(path, client.registry), signal, [404, 405]);
  const bytes = await collectBody(response, maximumMetadataBytes);
  if (response.status !== 200) return undefined;
  try {
    return JSON.parse(Buffer.from(bytes ?? []).toString("utf8"));
  } catch (error) {
    throw client.unreachable("answered with something that is not JSON", error);
  }
}

function parse<Schema extends z.ZodType>(
  client: RegistryClient,
  schema: Schema,
  value: unknown,
): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw client.unreachable(
    "answered with something that does not describe a package",
    parsed.error,
  );
}

function notFound(message: string): AgentFlowError {
  const help = "Check the package's name and version in the npm: address.";
  return new AgentFlowError(errorCodes.packageNotFound, message, { help });
}
