import { ExchangeError, type WireRequest } from "./exchange.js";
import { requestHeaders, type RequestHeaders } from "./request-headers.js";
import { type Upload, uploadStream } from "./upload-stream.js";

/** What is given to `fetch`. */
export interface FetchInit {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body: string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> | null;
  readonly redirect: "manual";
  readonly signal: AbortSignal;
  /** For streamed bodies only, where the Fetch Standard asks for it. */
  readonly duplex?: "half";
}

/** What is needed of a `Response`. */
export interface FetchResponse {
  readonly status: number;
  readonly headers: Iterable<[name: string, value: string]>;
  readonly body: ReadableStream<Uint8Array> | null;
}

/** Any `fetch`: the platform's, undici's, or one that wraps another. */
export type FetchFunction = (url: string, init: FetchInit) => Promise<FetchResponse>;

/** A request as `fetch` takes it. */
export interface FetchRequest {
  readonly init: FetchInit;
  /** For streamed bodies. */
  readonly upload?: Upload;
}

/**
 * @param onSourceError called with what the source of a streamed body throws
 * @throws {ExchangeError} of kind "validation" for what `fetch` refuses: a body with GET or HEAD, the method TRACE
 */
export function fetchRequest(
  { method, headers, body }: WireRequest,
  signal: AbortSignal,
  onSourceError: (error: unknown) => void,
): FetchRequest {
  if (method === "TRACE") throw unsendable("TRACE");
  if (body !== undefined && (method === "GET" || method === "HEAD")) {
    throw unsendable(`${method} with a body`);
  }
  const common = { method, headers: sendable(headers), redirect: "manual", signal } as const;
  if (body === undefined) return { init: { ...common, body: null } };
  if (typeof body === "string") return { init: { ...common, body } };
  if (body instanceof Uint8Array) {
    // Shared memory is what `fetch` refuses and the types warn of; nothing here makes it.
    return { init: { ...common, body: body as Uint8Array<ArrayBuffer> } };
  }
  const upload = uploadStream(body, onSourceError);
  return { init: { ...common, body: upload.stream, duplex: "half" }, upload };
}

function unsendable(what: string): ExchangeError {
  return new ExchangeError(`fetch cannot send ${what}`, "validation", false);
}

/** The runtime knows which codings it takes off; that none is wanted, it must be told. */
function sendable(headers: RequestHeaders): RequestHeaders {
  const accepted = headers["accept-encoding"];
  if (accepted === undefined || accepted.trim().toLowerCase() === "identity") return headers;
  const kept = requestHeaders(headers);
  delete kept["accept-encoding"];
  return kept;
}
