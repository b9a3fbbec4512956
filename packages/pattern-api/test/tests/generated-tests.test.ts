import { afterAll, describe, expect, test } from "vitest";
import { everyKind } from "./every-kind.js";
import { GeneratedPackage, type Outcome } from "./generated-package.js";

const packages: GeneratedPackage[] = [];
afterAll(() => packages.forEach((one) => one.remove()));

function generate(): GeneratedPackage {
  const generated = new GeneratedPackage(everyKind);
  packages.push(generated);
  return generated;
}

/** Ids of the operations whose tests failed. */
function failedIds({ failed }: Outcome): readonly string[] {
  return [...new Set(failed.map((name) => /^[^ ,]+/.exec(name)?.[0] ?? ""))].toSorted();
}

const operations = "src/operations/things.ts";

/** One fault per operation, in what the package says of it. */
const faults: readonly (readonly [id: string, from: string, to: string])[] = [
  ["things/list-inside", 'itemsAt("rows")', 'itemsAt("lines")'],
  [
    "things/in-path",
    '"label-list-joined": { in: "path", style: "label" }',
    '"label-list-joined": { in: "path" }',
  ],
  [
    "things/in-query",
    '"form-list-joined": { in: "query", explode: false }',
    '"form-list-joined": "query"',
  ],
  ["things/in-header", '"X-Text": "header"', '"X-Text": "query"'],
  ["things/renamed", 'id_query: { in: "query", name: "id" }', 'id_query: "query"'],
  ["things/create", 'method: "POST",\n  path: "/things"', 'method: "PUT",\n  path: "/things"'],
  ["things/note", 'contentType: "text/plain"', 'contentType: "text/html"'],
  [
    "things/upload",
    'path: "/things",\n  body: { contentType: "application/zip"',
    'path: "/thing",\n  body: { contentType: "application/zip"',
  ],
  [
    "things/form",
    'deep: { style: "deepObject" },\n      reserved',
    'deep: { style: "form", explode: false },\n      reserved',
  ],
  ["things/parts", 'contentType: "image/png"', 'contentType: "image/gif"'],
  ["things/events", 'json: ["added", "count"]', 'json: ["added"]'],
  [
    "things/lines",
    'accept: "application/x-ndjson",\n  items: { contentType: "application/x-ndjson" }',
    'accept: "application/x-ndjson",\n  items: { contentType: "application/jsonl" }',
  ],
  ["things/download", 'accept: "application/zip"', 'accept: "application/json"'],
  [
    "things/delete",
    "errors: [404],\n});\nexport { delete_ as delete }",
    "errors: [410],\n});\nexport { delete_ as delete }",
  ],
];

describe("the tests of a generated package", { timeout: 60_000 }, () => {
  test("compile, whatever the kind of parameter, body and answer", () => {
    expect(generate().compile()).toBe("");
  });

  test("pass, and name every operation", () => {
    const { passed, failed } = generate().test();
    expect(failed).toEqual([]);
    const tested = new Set(passed.map((name) => name.split(" ")[0]));
    expect(everyKind.unit.ids.filter((id) => !tested.has(id))).toEqual([]);
  });

  test("fail for every operation that the package describes wrongly, and for no other", () => {
    const generated = generate();
    for (const [, from, to] of faults) generated.replace(operations, from, to);
    expect(failedIds(generated.test())).toEqual(faults.map(([id]) => id).toSorted());
  });

  test("fail when a group is missing from the client", () => {
    const generated = generate();
    generated.replace("src/operations.ts", "export * as things", "// export * as things");
    expect(generated.test().failed).toContain("the client has every operation of things");
  });

  test("fail for every operation when the credential is sent in another way", () => {
    const generated = generate();
    generated.replace(
      "src/service.ts",
      'type: "bearer", option: "token"',
      'type: "apiKey", in: "query", name: "token", option: "token"',
    );
    expect(failedIds(generated.test())).toEqual(expect.arrayContaining([...everyKind.unit.ids]));
  });

  test("fail when a client does not repeat what it may repeat", () => {
    const generated = generate();
    generated.replace(
      "test/fault-suite.ts",
      "random: () => 0.5,",
      "random: () => 0.5, retry: false,",
    );
    expect(generated.test().failed.map((name) => name.replace(/.*(?:reads|writes) /, ""))).toEqual([
      "waits as long as Retry-After says after a 429, and succeeds then",
      "is repeated after a 500",
      "is repeated after a connection that breaks before the answer",
      "is repeated after a connection that breaks within the answer",
      "is given up after three tries",
      "is repeated with the same key when it is given an idempotency key",
    ]);
  });
});
