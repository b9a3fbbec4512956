import { readFileSync } from "node:fs";
import { patternSuite } from "@agentflow/core/pattern-suite";
import type { ApiModel } from "@agentflow/pattern-api";
import { beforeAll, describe, expect, test } from "vitest";
import { githubPattern } from "../src/index.js";

const openapi = new URL("small/openapi.json", import.meta.url);

patternSuite(githubPattern, new URL("../package.json", import.meta.url));

describe("what GitHub's document does not say", () => {
  let model: ApiModel;

  beforeAll(async () => {
    model = await githubPattern.inspect(
      {
        name: "GitHub",
        document: "openapi.json",
        typing: { dates: "string", int64: "number", enums: "open" },
        validate: "none",
      },
      {
        signal: new AbortController().signal,
        document: (source) =>
          Promise.resolve({ source, text: readFileSync(openapi, "utf8"), digest: "sha256-0" }),
        related: () => Promise.reject(new Error("Nothing else is needed.")),
        path: (path) => path,
        secret: () => Promise.reject(new Error("No secret is needed.")),
        report: () => undefined,
      },
    );
  });

  test("a list with a page parameter is followed by its Link header", () => {
    expect(model.groups[0]?.operations[0]?.paging?.description).toEqual({ style: "link" });
  });

  test("a bearer token is taken, and none is demanded", () => {
    expect(model.service.auth).toEqual([[{ type: "bearer", option: "token" }], []]);
  });

  test("uploads may receive the token", () => {
    expect(model.service.credentialOrigins).toEqual(["https://uploads.github.com"]);
  });

  test("the API version is sent with every request", () => {
    expect(model.service.headers).toEqual({ "x-github-api-version": "2022-11-28" });
  });

  test("the published description is read when no other is given", () => {
    expect(githubPattern.input.parse({ name: "GitHub" }).document).toBe(
      "npm:@octokit/openapi@23.0.2#generated/api.github.com.json",
    );
  });
});
