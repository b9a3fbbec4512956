/** An answer whose body has not been read. */
export interface NetworkResponse {
  /** Where it came from, after redirects. */
  readonly url: URL;
  readonly status: number;
  readonly contentLength: number | undefined;
  readonly body: AsyncIterable<Uint8Array>;
}

/** One GET request. */
export interface NetworkRequest {
  readonly signal: AbortSignal;
  readonly accept: string;
  /** Sent to the origin of the first URL only, never to one that it redirects to. */
  readonly authorization?: string | undefined;
  /** Which URLs may be asked: the first and each that it redirects to. */
  readonly allows: (url: URL) => boolean;
}

/** Reading from the network, as a parameter. */
export interface Network {
  /** @throws NetworkError when there is no answer; an answer of any status is one */
  get(url: URL, request: NetworkRequest): Promise<NetworkResponse>;
  /** Drops every connection, also of bodies that were not read. */
  close(): Promise<void>;
}

/** How the network is reached. */
export interface NetworkOptions {
  /** Certificates, in PEM, to trust instead of Node's own. */
  readonly ca?: string | undefined;
  readonly httpProxy?: string | undefined;
  readonly httpsProxy?: string | undefined;
  readonly noProxy?: string | undefined;
  /** Milliseconds without a byte after which a request is given up. Default: 60,000. */
  readonly timeout?: number;
  /** Milliseconds before the first of two further tries. Default: 500. */
  readonly retryDelay?: number;
}

/** No answer, with the reason as the end of a sentence that begins with the host. */
export class NetworkError extends Error {
  override readonly name = "NetworkError";
  readonly url: URL;

  constructor(url: URL, problem: string, cause?: unknown) {
    super(problem, { cause });
    this.url = url;
  }
}
