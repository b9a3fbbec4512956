import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Provider } from "oidc-provider";

export interface IdentityProvider {
  /** Its address: what discovery begins with. */
  readonly issuer: string;
  /** How often a token was given. */
  readonly given: () => number;
  /** A refresh token as a user's consent would give. */
  refreshToken(): Promise<string>;
  /** What the provider knows of an access token; `active` is false for one that it did not give, or that has ended. */
  introspect(token: string): Promise<{ readonly active: boolean; readonly scope?: string }>;
  close(): Promise<void>;
}

export const client = { clientId: "the client", clientSecret: "s3cret: with/odd+characters" };

/** `oidc-provider`, certified for OpenID Connect, on this machine: an implementation that is not ours. */
export async function startIdentityProvider(
  authMethod: "client_secret_basic" | "client_secret_post",
): Promise<IdentityProvider> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo; // a TCP server that listens
  const issuer = `http://127.0.0.1:${port}`;
  const provider = new Provider(issuer, configuration(authMethod));
  let given = 0;
  provider.on("grant.success", () => {
    given += 1;
  });
  server.on("request", provider.callback());
  return {
    issuer,
    given: () => given,
    refreshToken: () => userConsent(provider),
    introspect: (token) => introspection(issuer, token, authMethod),
    close: () => closed(server),
  };
}

function configuration(authMethod: string): object {
  return {
    clients: [
      {
        client_id: client.clientId,
        client_secret: client.clientSecret,
        grant_types: ["client_credentials", "refresh_token", "authorization_code"],
        redirect_uris: ["https://client.example/callback"],
        token_endpoint_auth_method: authMethod,
      },
    ],
    clientAuthMethods: [authMethod],
    scopes: ["read", "write", "offline_access"],
    features: {
      clientCredentials: { enabled: true },
      introspection: { enabled: true },
      devInteractions: { enabled: false },
    },
    rotateRefreshToken: true,
    findAccount: (_: unknown, accountId: string) => ({
      accountId,
      claims: () => ({ sub: accountId }),
    }),
    jwks: undefined,
  };
}

async function userConsent(provider: Provider): Promise<string> {
  const grant = new provider.Grant({ accountId: "user-1", clientId: client.clientId });
  grant.addOIDCScope("openid offline_access");
  const grantId = await grant.save();
  const token = new provider.RefreshToken({
    accountId: "user-1",
    client: await provider.Client.find(client.clientId),
    grantId,
    gty: "authorization_code",
    scope: "openid offline_access",
    iiat: Math.floor(Date.now() / 1000),
    rotations: 0,
  });
  return token.save();
}

async function introspection(
  issuer: string,
  token: string,
  authMethod: string,
): Promise<{ readonly active: boolean; readonly scope?: string }> {
  const form = new URLSearchParams({ token });
  const headers: Record<string, string> = {};
  if (authMethod === "client_secret_post") {
    form.set("client_id", client.clientId);
    form.set("client_secret", client.clientSecret);
  } else {
    const pair = [client.clientId, client.clientSecret].map(encodeURIComponent).join(":");
    headers["authorization"] = `Basic ${Buffer.from(pair).toString("base64")}`;
  }
  const answer = await fetch(`${issuer}/token/introspection`, {
    method: "POST",
    headers,
    body: form,
  });
  return (await answer.json()) as { readonly active: boolean; readonly scope?: string }; // RFC 7662 §2.2
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
}
