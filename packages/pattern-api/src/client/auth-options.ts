import type { ClientOptions } from "@agentflow/core/runtime";
import type { ServiceModel } from "../model/api-model.js";

/** One credential that the client takes as an option of its own. */
export interface AuthOption {
  /** Name of the option: `token`. */
  readonly option: string;
  /** Name the service's description knows the credential by. */
  readonly credential: string;
  /** What it is and how it is sent, as a sentence. */
  readonly doc: string;
}

/** Every option that a client has already. A record, so that a new one cannot be forgotten here. */
const clientOptions: Readonly<Record<keyof ClientOptions, true>> = {
  credentials: true,
  baseUrl: true,
  headers: true,
  timeout: true,
  attemptTimeout: true,
  retry: true,
  rateLimiter: true,
  metrics: true,
  errorHandler: true,
  cache: true,
  userAgent: true,
  maxResponseBytes: true,
  dispatcher: true,
  clock: true,
  breaker: true,
  compression: true,
  concurrency: true,
  connections: true,
  fetch: true,
  idleTimeout: true,
  middleware: true,
  retryBudget: true,
  random: true,
};

/** Every credential that any way of authentication needs, each once, in the order of preference. */
export function authOptions({ auth }: Pick<ServiceModel, "auth">): readonly AuthOption[] {
  const docs = new Map<string, string>();
  for (const [credential, doc] of auth.flatMap(describe)) {
    if (!docs.has(credential)) docs.set(credential, doc);
  }
  return [...docs].map(([credential, doc]) => ({
    option: Object.hasOwn(clientOptions, credential) ? `${credential}Credential` : credential,
    credential,
    doc,
  }));
}

function describe(auth: ServiceModel["auth"][number]): readonly (readonly [string, string])[] {
  switch (auth.type) {
    case "bearer":
      return [[auth.option, "Token, sent as Authorization: Bearer …."]];
    case "basic":
      return [
        [auth.username, "User name, sent with the password as Authorization: Basic …."],
        [auth.password, "Password, sent with the user name as Authorization: Basic …."],
      ];
    case "apiKey":
      return [[auth.option, `Key, sent as the ${places[auth.in]} ${auth.name}.`]];
  }
}

const places = { header: "header", query: "query parameter", cookie: "cookie" } as const;
