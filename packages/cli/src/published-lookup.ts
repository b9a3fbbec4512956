import {
  errorCodes,
  isAgentFlowError,
  type PublishedLookup,
  readPublishedPattern,
} from "@agentflow/core";

/** Milliseconds that a registry has to answer in: a build does not depend on it. */
const patience = 10_000;

/** Asks the registry of the project's npm configuration; one that cannot be asked, or does not know it, tells nothing. */
export function publishedLookup(
  directory: string,
  environment: Readonly<Record<string, string | undefined>>,
): PublishedLookup {
  return async (wanted, signal) => {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(patience)]);
    try {
      const options = { directory, environment, signal: limit };
      const { versions } = await readPublishedPattern(wanted.package, options);
      const found = versions.find(({ version }) => version === wanted.version);
      if (!found) return undefined;
      const integrity = found.integrity?.split(/\s+/).find((hash) => hash.startsWith("sha512-"));
      return { integrity: integrity ?? null, provenance: found.provenance !== undefined };
    } catch (error) {
      signal.throwIfAborted();
      if (limit.aborted || isUnknown(error)) return undefined;
      throw error;
    }
  };
}

function isUnknown(error: unknown): boolean {
  const codes: readonly string[] = [errorCodes.registryUnreachable, errorCodes.packageNotFound];
  return isAgentFlowError(error) && codes.includes(error.code);
}
