import type { z } from "zod";
import { collectBody } from "./collect-body.js";
import type { RegistryClient } from "./registry-client.js";

/** As much as a registry says of one package, in bytes: of `typescript`, with all its versions, it is some 15 MB. */
const maximumAnswerBytes = 64 * 1024 * 1024;

/**
 * Asks a registry for JSON.
 * @param path relative to the registry's address; a name has to be escaped
 * @returns undefined when the registry has no such thing (status 404 or 405)
 * @throws AF_REGISTRY_UNREACHABLE on any other answer but 200, on what is no JSON, and on more than 64 MiB
 */
export async function readRegistryJson(
  client: RegistryClient,
  path: string,
  signal: AbortSignal,
): Promise<unknown> {
  const response = await client.get(new URL(path, client.registry), signal, [404, 405]);
  const bytes = await collectBody(response, maximumAnswerBytes);
  if (response.status !== 200) return undefined;
  try {
    return JSON.parse(Buffer.from(bytes ?? []).toString("utf8"));
  } catch (error) {
    throw client.unreachable("answered with something that is not JSON", error);
  }
}

/**
 * What a registry answered, in the shape that it should have.
 * @throws AF_REGISTRY_UNREACHABLE when it has another
 */
export function parseRegistryAnswer<Schema extends z.ZodType>(
  client: RegistryClient,
  schema: Schema,
  answer: unknown,
): z.output<Schema> {
  const parsed = schema.safeParse(answer);
  if (parsed.success) return parsed.data;
  throw client.unreachable(
    "answered with something that does not describe a package",
    parsed.error,
  );
}

/** A package's name as a path below the registry's address. */
export function registryPath(packageName: string): string {
  return packageName.replace("/", "%2f");
}
