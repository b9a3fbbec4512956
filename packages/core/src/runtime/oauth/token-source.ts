import { type Clock, systemClock } from "../clock.js";
import type { CredentialRequest } from "../secrets/secret.js";
import { type DiscoveredEndpoint, discoverEndpoint } from "./discover-endpoint.js";
import type { OAuthGrant, TokenEndpoint } from "./oauth-grant.js";
import { requestToken, revealed } from "./request-token.js";
import type { TokenExchangeOptions } from "./token-exchange.js";
import { tokenUrl } from "./token-url.js";

/** Milliseconds before its end at which a token is replaced; a tenth of a life that is shorter than ten times that. */
const margin = 30_000;

interface KeptToken {
  readonly value: string;
  /** By `clock.now()`. */
  readonly end: number;
}

/** The token of a client: asked for once, whoever needs it, and kept until shortly before it ends. */
export class TokenSource {
  readonly #grant: OAuthGrant;
  readonly #endpoint: TokenEndpoint;
  readonly #options: TokenExchangeOptions;
  readonly #clock: Clock;
  #discovered: Promise<DiscoveredEndpoint> | undefined;
  #refreshToken: string | undefined;
  #kept: KeptToken | undefined;
  /** The one request under way. */
  #asking: Promise<string> | undefined;

  /** @throws AF_CONFIG_INVALID when an address is none that may be told a secret */
  constructor(grant: OAuthGrant, endpoint: TokenEndpoint, options: TokenExchangeOptions) {
    this.#grant = grant;
    this.#endpoint = endpoint;
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    const address = this.#address() ?? endpoint.discoveryUrl;
    // Before anybody waits for it.
    if (address !== undefined) tokenUrl(address);
  }

  /** True when it is known where tokens are given. */
  get hasEndpoint(): boolean {
    return (this.#address() ?? this.#endpoint.discoveryUrl) !== undefined;
  }

  /**
   * The token; a promise when it has to be asked for.
   * @throws what `requestToken` throws
   */
  readonly token = ({ refused, refusedValue }: CredentialRequest): string | Promise<string> => {
    const kept = this.#kept;
    // Another call may have replaced a token that this one was refused with.
    const stale = refused && (refusedValue === undefined || refusedValue === kept?.value);
    if (kept !== undefined && !stale && this.#clock.now() < kept.end) return kept.value;
    this.#asking ??= this.#ask().finally(() => {
      this.#asking = undefined;
    });
    return this.#asking;
  };

  async #ask(): Promise<string> {
    const endpoint = await this.#where();
    const { refreshToken: given, onRefreshToken } = this.#grant;
    if (given !== undefined) this.#refreshToken ??= revealed(given);
    const before = this.#refreshToken;
    const { token, lifetime, refreshToken } = await requestToken(
      this.#grant,
      endpoint,
      before,
      this.#options,
    );
    const early = Math.min(margin, (lifetime ?? 0) / 10);
    this.#kept = { value: token, end: this.#clock.now() + (lifetime ?? Infinity) - early };
    if (before !== undefined && refreshToken !== undefined && refreshToken !== before) {
      this.#refreshToken = refreshToken;
      await onRefreshToken?.(refreshToken);
    }
    return token;
  }

  async #where(): Promise<DiscoveredEndpoint> {
    const address = this.#address();
    if (address !== undefined) return { url: tokenUrl(address), clientAuthentication: undefined };
    this.#discovered ??= discoverEndpoint(this.#endpoint.discoveryUrl ?? "", this.#options);
    try {
      return await this.#discovered;
    } catch (error) {
      // The next call asks again.
      this.#discovered = undefined;
      throw error;
    }
  }

  #address(): string | undefined {
    const { tokenUrl: given, refreshToken } = this.#grant;
    const { tokenUrl: documented, refreshUrl } = this.#endpoint;
    return given ?? (refreshToken === undefined ? documented : (refreshUrl ?? documented));
  }
}
