import type { FakeRequest } from "@agentflow/core/testing";
import { expect } from "vitest";
import { readParts } from "./multipart-reader.js";
import {
  testCredential,
  valueOf,
  type WireBody,
  type WireCase,
  type WireCredential,
  type WirePairs,
  type WireService,
} from "./wire-data.js";

/** Fails unless the service received what the case asks for, and nothing else in path, query, cookies and body. */
export function expectRequest(
  label: string,
  request: FakeRequest,
  wire: WireCase,
  common: WireService,
): void {
  const { request: expected } = wire;
  expect(`${request.method} ${request.path}`, `${label}: method and path`).toBe(
    `${expected.method} ${expected.path}`,
  );
  expect(byName(request.query), `${label}: query`).toEqual(
    byName([...(expected.query ?? []), ...credentialsIn("query", wire, common)]),
  );
  expectHeaders(label, request, wire, common);
  expect(bodyOf(request, expected.body), `${label}: body`).toEqual(valueOf(expected.body));
  if (expected.accept === undefined) return;
  const accept = String(request.headers["accept"]);
  expect(admits(accept, expected.accept), `${label}: "${accept}" admits ${expected.accept}`).toBe(
    true,
  );
}

function expectHeaders(
  label: string,
  request: FakeRequest,
  wire: WireCase,
  common: WireService,
): void {
  const { request: expected } = wire;
  const headers: Record<string, string | undefined> = {
    "content-type": undefined,
    // What the service's own credentials would be sent in, where the operation has others or none.
    ...Object.fromEntries(
      common.auth
        .filter((credential) => credential.in === "header")
        .map(({ name }) => [name.toLowerCase(), undefined]),
    ),
    ...common.headers,
    ...expected.headers,
  };
  for (const [name, value] of credentialsIn("header", wire, common))
    headers[name.toLowerCase()] = value;
  const sent = Object.fromEntries(
    Object.keys(headers).map((name) => [name, request.headers[name]]),
  );
  // The boundary is another one every time; the parts cannot be read without it.
  if (expected.body && "parts" in expected.body) {
    sent["content-type"] = String(sent["content-type"]).replace(/; boundary=.+$/, "");
  }
  expect(sent, `${label}: headers`).toEqual(headers);
  const cookies = String(request.headers["cookie"] ?? "").split("; ");
  // A key may be sent as the whole `Cookie` header.
  const whole = credentialsIn("header", wire, common).filter(
    ([name]) => name.toLowerCase() === "cookie",
  );
  const pairs = [
    ...(expected.cookies ?? []),
    ...credentialsIn("cookie", wire, common),
    ...whole.map(([, value]) => [value]),
    // A parameter may be the whole header, too.
    ...(expected.headers?.["cookie"]?.split("; ").map((pair) => [pair]) ?? []),
  ];
  expect(cookies.filter((cookie) => cookie !== "").toSorted(), `${label}: cookies`).toEqual(
    pairs.map((pair) => pair.join("=")).toSorted(),
  );
}

/** The credentials that stand in that place: the operation's own, or those of the service. */
function credentialsIn(
  place: WireCredential["in"],
  { request }: WireCase,
  { auth }: WireService,
): WirePairs {
  return (request.auth ?? auth)
    .filter((credential) => credential.in === place)
    .map(({ name, scheme, options }) => {
      const text = options.map((option) => testCredential(option)).join(":");
      if (scheme === null) return [name, text];
      return [
        name,
        `${scheme} ${scheme === "Basic" ? Buffer.from(text).toString("base64") : text}`,
      ];
    });
}

/** The sent body, read as the expected one is written. */
function bodyOf({ body, headers }: FakeRequest, expected: WireBody | undefined): unknown {
  if (!expected) return body.length === 0 ? undefined : body.toString("utf8");
  if ("json" in expected) return JSON.parse(body.toString("utf8"));
  if ("form" in expected) return [...new URLSearchParams(body.toString("utf8"))];
  if ("parts" in expected) return readParts(body, String(headers["content-type"]));
  return "text" in expected ? body.toString("utf8") : new Uint8Array(body);
}

/** Values of one name keep their order; names have none. */
function byName(pairs: WirePairs): WirePairs {
  return pairs.toSorted(([left], [right]) => (left < right ? -1 : Number(left > right)));
}

/** Whether an `Accept` header names the media type, or a range of it (RFC 9110 §12.5.1). */
function admits(accept: string, contentType: string): boolean {
  const ranges = accept.split(",").map((range) => range.split(";")[0]?.trim().toLowerCase());
  return (
    ranges.includes(contentType) ||
    ranges.includes("*/*") ||
    ranges.includes(contentType.replace(/\/.*/, "/*"))
  );
}
