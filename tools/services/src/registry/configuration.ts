import type { Upstream } from "#registry/upstream";

/** The variable that hands the upstream's token to the server, so that no file holds it. */
const tokenVariable = "AGENTFLOW_UPSTREAM_TOKEN";

/**
 * Configuration of verdaccio: anyone reads, users publish, and what it does not hold comes from the upstream.
 * @param own packages that the upstream is never asked for
 * @param signature a name that its answers bear
 */
export function registryConfiguration(
  own: readonly string[],
  upstream: Upstream | undefined,
  signature: string,
): object {
  const rights = { access: "$all", publish: "$authenticated" };
  const others = upstream ? { ...rights, proxy: "upstream" } : rights;
  return {
    storage: "./storage",
    auth: { htpasswd: { file: "./htpasswd", algorithm: "sha1" } },
    uplinks: upstream ? { upstream: uplink(upstream) } : {},
    packages: { ...Object.fromEntries(own.map((name) => [name, rights])), "**": others },
    user_agent: signature,
    web: { enable: false },
    log: { type: "stdout", format: "pretty", colors: false, level: "warn" },
    // Core with its source maps has some megabytes.
    max_body_size: "100mb",
  };
}

/** Environment of the server's process. */
export function registryEnvironment(upstream: Upstream | undefined): NodeJS.ProcessEnv {
  return {
    // Before the process's own, which wins.
    ...(upstream?.certificates && { NODE_EXTRA_CA_CERTS: upstream.certificates }),
    ...process.env,
    ...(upstream?.credentials && { [tokenVariable]: upstream.credentials.token }),
  };
}

function uplink({ url, credentials }: Upstream): object {
  return {
    url,
    ...(credentials && { auth: { type: credentials.type, token_env: tokenVariable } }),
    timeout: "60s",
    // After two failures in a row, the default, it would count as away for minutes.
    max_fails: 100,
    agent_options: { keepAlive: true, maxSockets: 20 },
  };
}
