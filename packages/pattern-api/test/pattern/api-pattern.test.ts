import type { Diagnostic } from "@agentflow/core";
import { patternSuite } from "@agentflow/core/pattern-suite";
import { expect, test } from "vitest";
import { apiPattern, correctedApiPattern } from "../../src/pattern.js";

patternSuite(apiPattern, new URL("../../package.json", import.meta.url));

test("what the document does wrong is reported, and the rest is read", async () => {
  const text = JSON.stringify({
    openapi: "3.0.3",
    info: { title: "A", version: "1" },
    servers: [{ url: "https://a.example" }],
    paths: {
      "/a": { get: { responses: { "204": { description: "" } } } },
      "/b": { get: { parameters: [{ $ref: "#/nowhere" }], responses: {} } },
    },
  });
  const reported: Diagnostic[] = [];
  const model = await apiPattern.inspect(
    apiPattern.input.parse({ name: "A", document: "a.json" }),
    {
      signal: new AbortController().signal,
      document: async (source) => ({ source, text, digest: "sha256-0" }),
      related: async (source) => ({ source, text, digest: "sha256-0" }),
      path: (path) => path,
      secret: async () => "",
      report: (diagnostic) => reported.push(diagnostic),
    },
  );
  expect(model.unit.ids).toEqual(["GET /a"]);
  expect(reported.map(({ code }) => code)).toEqual(["AF_OPERATION_UNUSABLE"]);
});

test("a pattern that corrects its description reads what it should be, after the overlays of the configuration", async () => {
  const texts: Readonly<Record<string, object>> = {
    "a.json": {
      openapi: "3.0.3",
      info: { title: "A", version: "1" },
      servers: [{ url: "https://a.example" }],
      paths: { "/a": { get: { responses: { "204": { description: "" } } } } },
    },
    "b.json": {
      overlay: "1.0.0",
      actions: [{ target: "$.info", update: { title: "B" } }],
    },
  };
  const pattern = correctedApiPattern((root) => ({
    ...root,
    info: { ...(root["info"] as object), version: "2" },
  }));
  const model = await pattern.inspect(
    pattern.input.parse({ name: "A", document: "a.json", overlay: ["b.json"] }),
    {
      signal: new AbortController().signal,
      document: async (source) => ({ source, text: JSON.stringify(texts[source]), digest: "" }),
      related: () => Promise.reject(new Error("Nothing else is needed.")),
      path: (path) => path,
      secret: async () => "",
      report: ({ message }) => {
        throw new Error(message);
      },
    },
  );
  expect([model.title, model.version]).toEqual(["B", "2"]);
});
