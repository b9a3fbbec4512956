import type { ClientOptions } from "../client/client-options.js";
import type { LightAuth } from "./light-auth.js";

/** What is given to `fetch`. */
export interface LightInit {
  readonly method: string;
  readonly headers: Headers;
  readonly redirect: "follow" | "manual";
  readonly signal?: AbortSignal;
  readonly body?: string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>;
  /** For streamed bodies only, where the Fetch Standard asks for it. */
  readonly duplex?: "half";
}

/** What is needed of a `Response`. */
export interface LightResponse {
  readonly status: number;
  readonly headers: Iterable<[name: string, value: string]>;
  /** Where it came from, after redirects; empty when that is not known. */
  readonly url: string;
  text(): Promise<string>;
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** How a light client behaves. Those that the whole client has too mean the same. */
export interface LightOptions extends Pick<
  ClientOptions,
  "baseUrl" | "clock" | "headers" | "random" | "retry" | "timeout"
> {
  /** What sends requests. Default: the platform's `fetch`. */
  readonly fetch?: ((url: string, init: LightInit) => Promise<LightResponse>) | undefined;
  /** Proves who calls come from. Default: nothing does. */
  readonly auth?: LightAuth | undefined;
}
