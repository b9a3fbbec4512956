import type { AuthScheme, ClientOptions } from "@agentflow/core/runtime";
import type { ApiModel, TokenEndpointModel } from "../model/api-model.js";

/** One credential that the client takes as an option of its own. */
export interface AuthOption {
  /** Name of the option: `token`. */
  readonly option: string;
  /** Name the service's description knows the credential by. */
  readonly credential: string;
  /** What it is and how it is sent, as a sentence. */
  readonly sent: string;
  /** The same, and what else the whole client takes. */
  readonly doc: string;
  /** Set when the client can get tokens by itself. */
  readonly endpoint: TokenEndpointModel | null;
}

type Described = Pick<ApiModel, "service" | "groups">;

/** Every option that a client has already, or may have. A record, so that a new one cannot be forgotten here. */
const clientOptions: Readonly<Record<keyof ClientOptions | "server", true>> = {
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
  server: true,
  breaker: true,
  compression: true,
  concurrency: true,
  connections: true,
  fetch: true,
  idleTimeout: true,
  middleware: true,
  retryBudget: true,
  random: true,
  newIdempotencyKey: true,
  validate: true,
};

/** Every scheme that the service or an operation of it takes, in the order of preference. */
function authSchemes({ service, groups }: Described): readonly AuthScheme[] {
  const own = groups.flatMap(({ operations }) => operations.flatMap(({ auth }) => auth ?? []));
  return [...service.auth, ...own].flat();
}

/** Every credential that any way of authentication needs, each once, in the order of preference. */
export function authOptions(model: Described): readonly AuthOption[] {
  return optionsOf(authSchemes(model), model.service.tokenEndpoints);
}

/** The credentials of some schemes, each once. */
export function optionsOf(
  schemes: readonly AuthScheme[],
  endpoints: readonly TokenEndpointModel[],
): readonly AuthOption[] {
  const docs = new Map<string, string>();
  for (const [credential, doc] of schemes.flatMap(describe)) {
    if (!docs.has(credential)) docs.set(credential, doc);
  }
  return [...docs].map(([credential, doc]) => {
    const endpoint = endpoints.find(({ option }) => option === credential) ?? null;
    const gets = (endpoint?.tokenUrl ?? endpoint?.discoveryUrl ?? null) !== null;
    return {
      option: Object.hasOwn(clientOptions, credential) ? `${credential}Credential` : credential,
      credential,
      sent: doc,
      doc: gets ? `${doc} Or what the client gets tokens with: its id and secret.` : doc,
      endpoint: gets ? endpoint : null,
    };
  });
}

function describe(scheme: AuthScheme): readonly (readonly [string, string])[] {
  switch (scheme.type) {
    case "bearer":
      return [[scheme.option, "Token, sent as Authorization: Bearer …."]];
    case "basic":
      return [
        [scheme.username, "User name, sent with the password as Authorization: Basic …."],
        [scheme.password, "Password, sent with the user name as Authorization: Basic …."],
      ];
    case "apiKey":
      return [[scheme.option, `Key, sent as the ${places[scheme.in]} ${scheme.name}.`]];
  }
}

const places = { header: "header", query: "query parameter", cookie: "cookie" } as const;
