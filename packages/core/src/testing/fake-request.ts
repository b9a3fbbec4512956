import type { IncomingHttpHeaders, IncomingMessage } from "node:http";

/** A request as it came to a fake service. */
export interface FakeRequest {
  readonly method: string;
  /** As it came: percent-encoded, without the query. */
  readonly path: string;
  /** Names and values, decoded, in the order they came. */
  readonly query: readonly (readonly [name: string, value: string])[];
  /** As it came, with the question mark; empty when there was none. */
  readonly rawQuery: string;
  /** By lower-case name. */
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Node takes a field that is called `__proto__` for the prototype of its headers. */
function headersOf({ headers, rawHeaders }: IncomingMessage): IncomingHttpHeaders {
  const at = rawHeaders.findIndex(
    (name, index) => index % 2 === 0 && name.toLowerCase() === "__proto__",
  );
  return at === -1 ? headers : { ...headers, ["__proto__"]: rawHeaders[at + 1] };
}

/** Reads a request to its end. */
export async function readRequest(message: IncomingMessage): Promise<FakeRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer); // no encoding was set
  const target = message.url ?? "";
  const start = target.indexOf("?");
  const rawQuery = start === -1 ? "" : target.slice(start);
  return {
    method: message.method ?? "",
    path: start === -1 ? target : target.slice(0, start),
    query: [...new URLSearchParams(rawQuery)],
    rawQuery,
    headers: headersOf(message),
    body: Buffer.concat(chunks),
  };
}
