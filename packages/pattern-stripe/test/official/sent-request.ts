import type { FakeRequest } from "@agentflow/core/testing";

/** What one call sent, in a form in which two spellings of the same request are equal. */
export interface SentRequest {
  readonly method: string;
  /** Decoded segments. */
  readonly path: readonly string[];
  readonly query: readonly string[];
  /** Of what has content, without parameters. */
  readonly contentType: string | undefined;
  /** Names and values of a form, parts of a multipart form. */
  readonly body: readonly string[];
  readonly headers: Readonly<Record<string, string | undefined>>;
}

/** The part of a request that says what is asked for. Order has no meaning in it. */
export function sentRequest({ method, path, query, headers, body }: FakeRequest): SentRequest {
  const [contentType] = (headers["content-type"] ?? "").split(";");
  return {
    method,
    path: path.split("/").map((segment) => decodeURIComponent(segment)),
    query: pairs(query),
    // Where nothing is sent, the official client still names a type.
    contentType: body.length === 0 ? undefined : contentType,
    body:
      contentType === "multipart/form-data"
        ? parts(body, headers["content-type"] ?? "")
        : pairs(new URLSearchParams(body.toString("utf8"))),
    headers: {
      authorization: headers.authorization,
      version: one(headers["stripe-version"]),
      account: one(headers["stripe-account"]),
      accept: headers.accept,
    },
  };
}

function pairs(given: Iterable<readonly [string, string]>): readonly string[] {
  return [...given].map(([name, value]) => `${name}=${value}`).toSorted();
}

function one(field: string | readonly string[] | undefined): string | undefined {
  return typeof field === "string" ? field : undefined;
}

/** Parts of a multipart form (RFC 7578): header fields by name, and the content. */
function parts(body: Buffer, contentType: string): readonly string[] {
  const boundary = /boundary="?([^";]+)/.exec(contentType)?.[1] ?? "";
  const [, ...found] = body.toString("latin1").split(`--${boundary}`);
  return found
    .slice(0, -1)
    .map((part) => {
      const end = part.indexOf("\r\n\r\n");
      const fields = part.slice(2, end).split("\r\n");
      const content = part.slice(end + 4, -2);
      return [
        ...fields.map((field) => Buffer.from(field, "latin1").toString("utf8")).toSorted(),
        content,
      ].join("\n");
    })
    .toSorted();
}
