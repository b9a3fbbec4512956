import { expect, test } from "vitest";
import { manifestSchema } from "../../src/contract/manifest.js";

const manifest = { contract: 1, id: "acme", type: "api", title: "Acme", entry: "./dist/index.js" };

test("lists may be left out", () => {
  const lists = { services: [], documents: [], packages: [] };
  expect(manifestSchema.parse(manifest)).toEqual({ ...manifest, ...lists });
});

test("everything a manifest can say", () => {
  const whole = {
    ...manifest,
    services: ["acme"],
    documents: ["openapi"],
    packages: ["pg", "@agentflow/database"],
    input: "./input.schema.json",
    extends: "@agentflow/pattern-api",
  };
  expect(manifestSchema.parse(whole)).toEqual(whole);
});

test.each([
  [{ unknown: true }],
  [{ contract: 0 }],
  [{ contract: 1.5 }],
  [{ contract: "1" }],
  [{ id: "Acme" }],
  [{ id: "1acme" }],
  [{ id: "" }],
  [{ type: "a b" }],
  [{ title: "" }],
  [{ title: "x".repeat(201) }],
  [{ services: [""] }],
  [{ extends: "" }],
  [{ packages: [""] }],
  [{ packages: ["../core"] }],
  [{ packages: ["/etc"] }],
  [{ packages: ["@scope"] }],
  [{ packages: ["pg/lib"] }],
  [{ packages: [".bin"] }],
  [{ packages: ["x".repeat(215)] }],
  [{ entry: undefined }],
])("%j is refused", (change) => {
  expect(manifestSchema.safeParse({ ...manifest, ...change }).success).toBe(false);
});

test.each(["./index.js", "./dist/a.b/..c/index.js", "./..index.js", "./a/...", "./ä.js"])(
  "the entry %j is inside the package",
  (entry) => {
    expect(manifestSchema.safeParse({ ...manifest, entry }).success).toBe(true);
  },
);

test.each([
  "index.js",
  "/index.js",
  "./",
  "./..",
  "./../index.js",
  "./a/../../index.js",
  "./a/..",
  "./a\\..\\index.js",
  "./a\n/../../index.js",
  "./a\u0000.js",
  "https://host/index.js",
])("the entry %j is not", (entry) => {
  expect(manifestSchema.safeParse({ ...manifest, entry }).success).toBe(false);
});
