import { readFileSync } from "node:fs";
import { join } from "node:path";
import { publishedVersion } from "./project.ts";
import { repositoryRoot } from "../../src/workspace.ts";

/** Name of a pattern that none of us wrote. */
export const strangerName = "agentflow-pattern-tides";

/** Its package: plain JavaScript, and one rule that pattern-api does not know. */
export function strangerFiles(): Readonly<Record<string, unknown>> {
  const schema = join(repositoryRoot, "packages/pattern-api/input.schema.json");
  return {
    "package.json": {
      name: strangerName,
      version: "1.0.0",
      type: "module",
      exports: { ".": "./index.js", "./package.json": "./package.json" },
      keywords: ["agentflow-pattern"],
      dependencies: Object.fromEntries(
        ["@agentflow/core", "@agentflow/pattern-api"].map((name) => [
          name,
          `^${publishedVersion(name)}`,
        ]),
      ),
      agentflow: {
        contract: 1,
        id: "tides",
        type: "api",
        title: "Tides",
        services: ["tides"],
        documents: ["openapi"],
        entry: "./index.js",
        input: "./input.schema.json",
        extends: "@agentflow/pattern-api",
      },
      scripts: { postinstall: "node -e \"require('fs').writeFileSync('ran', '')\"" },
    },
    "index.js": `
      import { extendPattern } from "@agentflow/core";
      import { apiInput, apiPattern } from "@agentflow/pattern-api";

      export default extendPattern(apiPattern, {
        id: "tides",
        input: apiInput,
        toBase: (input) => input,
        refine: (model) => ({
          ...model,
          service: { ...model.service, headers: { "tides-edition": "2026-01" } },
        }),
      });
    `,
    "input.schema.json": readFileSync(schema, "utf8"),
  };
}

/** The service's description. */
export const tidesDocument = {
  openapi: "3.1.0",
  info: { title: "Tides", version: "1" },
  servers: [{ url: "https://tides.example" }],
  paths: {
    "/tides": {
      get: {
        operationId: "tides/list",
        tags: ["tides"],
        responses: {
          200: {
            description: "The next tides",
            content: {
              "application/json": { schema: { type: "array", items: { type: "string" } } },
            },
          },
        },
      },
    },
  },
};
