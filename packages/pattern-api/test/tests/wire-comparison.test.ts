import type { FakeRequest } from "@agentflow/core/testing";
import { describe, expect, test } from "vitest";
import { expectRequest } from "../../templates/test/wire-comparison.js";
import type { WireCredential, WireRequest, WireService } from "../../templates/test/wire-data.js";

const nothingInCommon: WireService = { headers: {}, auth: [], credentials: [] };

function sent(given: Partial<FakeRequest> = {}): FakeRequest {
  return {
    method: "GET",
    path: "/x",
    query: [],
    rawQuery: "",
    headers: {},
    body: Buffer.alloc(0),
    ...given,
  };
}

function compare(
  request: Partial<FakeRequest>,
  expected: Partial<WireRequest>,
  common: WireService = nothingInCommon,
): void {
  const wire = { request: { method: "GET", path: "/x", ...expected }, answer: { status: 200 } };
  expectRequest("things/get", sent(request), wire, common);
}

type Row = readonly [
  what: string,
  good: Partial<FakeRequest>,
  bad: Partial<FakeRequest>,
  expected: Partial<WireRequest>,
];

const rows: readonly Row[] = [
  ["method", { method: "PUT" }, { method: "POST" }, { method: "PUT" }],
  ["path", { path: "/a%2Fb" }, { path: "/a/b" }, { path: "/a%2Fb" }],
  ["query", { query: [["a", "1"]] }, { query: [["a", "2"]] }, { query: [["a", "1"]] }],
  [
    "order of one name in a query",
    {
      query: [
        ["a", "1"],
        ["a", "2"],
      ],
    },
    {
      query: [
        ["a", "2"],
        ["a", "1"],
      ],
    },
    {
      query: [
        ["a", "1"],
        ["a", "2"],
      ],
    },
  ],
  ["query that nothing was given for", {}, { query: [["a", "1"]] }, {}],
  ["header", { headers: { "x-tag": "a" } }, { headers: {} }, { headers: { "x-tag": "a" } }],
  ["content type that there is no body for", {}, { headers: { "content-type": "text/plain" } }, {}],
  [
    "cookie",
    { headers: { cookie: "b=2; a=1" } },
    { headers: { cookie: "a=1" } },
    {
      cookies: [
        ["a", "1"],
        ["b", "2"],
      ],
    },
  ],
  [
    "cookie header as a parameter",
    { headers: { cookie: "a=1; b" } },
    { headers: { cookie: "a=1; c" } },
    { headers: { cookie: "a=1; b" } },
  ],
  [
    "JSON body",
    { body: Buffer.from('{ "a": 1 }') },
    { body: Buffer.from('{"a":2}') },
    { body: { json: { a: 1 } } },
  ],
  [
    "text body",
    { body: Buffer.from("é") },
    { body: Buffer.from("é", "latin1") },
    { body: { text: "é" } },
  ],
  [
    "body of bytes",
    { body: Buffer.from([255]) },
    { body: Buffer.from([254]) },
    { body: { base64: "/w==" } },
  ],
  ["body that nothing was given for", {}, { body: Buffer.from("{}") }, {}],
  [
    "accepted type",
    { headers: { accept: "text/html, application/json;q=0.5" } },
    { headers: { accept: "text/html" } },
    { accept: "application/json" },
  ],
  [
    "accepted range",
    { headers: { accept: "image/*" } },
    { headers: { accept: "text/*" } },
    { accept: "image/png" },
  ],
  [
    "accepted range of all",
    { headers: { accept: "*/*" } },
    { headers: {} },
    { accept: "image/png" },
  ],
];

describe("expectRequest", () => {
  test.each(rows)("compares the %s", (_, good, bad, expected) => {
    expect(() => compare(good, expected)).not.toThrow();
    expect(() => compare(bad, expected)).toThrow("things/get");
  });

  test("takes names of a query in any order", () => {
    expect(() =>
      compare(
        {
          query: [
            ["b", "2"],
            ["a", "1"],
          ],
        },
        {
          query: [
            ["a", "1"],
            ["b", "2"],
          ],
        },
      ),
    ).not.toThrow();
  });

  test("expects the headers that every request has", () => {
    const common = { headers: { "x-version": "1" }, auth: [], credentials: [] };
    expect(() => compare({ headers: { "x-version": "1" } }, {}, common)).not.toThrow();
    expect(() => compare({}, {}, common)).toThrow("headers");
  });

  const basic = Buffer.from("value-of-user-in-tests:value-of-pass-in-tests").toString("base64");

  test.each<[WireCredential, Partial<FakeRequest>]>([
    [
      { in: "header", name: "authorization", scheme: "Bearer", options: ["token"] },
      { headers: { authorization: "Bearer value-of-token-in-tests" } },
    ],
    [
      { in: "header", name: "authorization", scheme: "Basic", options: ["user", "pass"] },
      { headers: { authorization: `Basic ${basic}` } },
    ],
    [
      { in: "header", name: "X-Key", scheme: null, options: ["key"] },
      { headers: { "x-key": "value-of-key-in-tests" } },
    ],
    [
      { in: "query", name: "key", scheme: null, options: ["key"] },
      { query: [["key", "value-of-key-in-tests"]] },
    ],
    [
      { in: "cookie", name: "key", scheme: null, options: ["key"] },
      { headers: { cookie: "key=value-of-key-in-tests" } },
    ],
  ])("expects the credential %j where it belongs", (credential, request) => {
    const common = { headers: {}, auth: [credential], credentials: [] };
    expect(() => compare(request, {}, common)).not.toThrow();
    expect(() => compare({}, {}, common)).toThrow("things/get");
    expect(() => compare(request, { auth: [] }, common)).toThrow("things/get");
    expect(() => compare(request, { auth: [credential] }, nothingInCommon)).not.toThrow();
  });
});
