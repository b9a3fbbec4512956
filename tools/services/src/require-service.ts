import { missingMessage, missingServices, type ServiceName } from "#services";

/**
 * Whether the tests that need a server can run here: `describe.runIf(requireService("redis-server"))(…)`.
 * Without the server they are skipped, and `npm test` says so at its end.
 * @throws Error when the server is missing and `AGENTFLOW_REQUIRE_SERVERS` is `1`, as it is in continuous integration
 */
export function requireService(
  name: ServiceName,
  environment: NodeJS.ProcessEnv = process.env,
): boolean {
  if (!missingServices(environment).includes(name)) return true;
  if (environment["AGENTFLOW_REQUIRE_SERVERS"] === "1") throw new Error(missingMessage(name));
  return false;
}
