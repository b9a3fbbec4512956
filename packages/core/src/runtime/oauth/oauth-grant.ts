import type { Secret } from "../secrets/secret.js";

/** A secret that does not change while the program runs. */
export type FixedSecret = string | Secret;

/**
 * What a client gets its tokens with: by itself as the client (RFC 6749 §4.4), or for a user who gave a refresh token
 * (RFC 6749 §6).
 */
export interface OAuthGrant {
  readonly clientId: FixedSecret;
  /** Left out for a public client. */
  readonly clientSecret?: FixedSecret | undefined;
  /** Given: the tokens are refreshed with it. Left out: they are the client's own. */
  readonly refreshToken?: FixedSecret | undefined;
  /** Told of a refresh token that replaces the one before, so that the next start has it. */
  readonly onRefreshToken?: ((refreshToken: string) => void | Promise<void>) | undefined;
  /** What is asked for. Default: what the service gives unasked. */
  readonly scopes?: readonly string[] | undefined;
  /** Further parameters of the request, such as `audience`. */
  readonly parameters?: Readonly<Record<string, string>> | undefined;
  /** Where tokens are asked for. Default: as the service's description says. */
  readonly tokenUrl?: string | undefined;
  /** How the client proves who it is (RFC 6749 §2.3.1). Default: as the service says, else `basic`. */
  readonly clientAuthentication?: "basic" | "body" | undefined;
}

/** Where a service gives tokens, from its description. */
export interface TokenEndpoint {
  readonly tokenUrl?: string;
  /** Where tokens are refreshed. Default: `tokenUrl`. */
  readonly refreshUrl?: string;
  /** The provider's metadata, which name the rest (OpenID Connect Discovery 1.0 §4). */
  readonly discoveryUrl?: string;
}
