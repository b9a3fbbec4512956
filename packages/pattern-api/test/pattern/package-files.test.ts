import { readFileSync } from "node:fs";
import { renderFile } from "@agentflow/core";
import { expect, test } from "vitest";
import { z } from "zod";
import { apiInput } from "../../src/api-input.js";
import { estimatedTokens } from "../../src/package/estimated-tokens.js";
import { packageFiles } from "../../src/package/package-files.js";
import { nodeVersions, toolVersions } from "../../src/package/tool-versions.js";
import { subtasks } from "../../src/subtasks.js";
import { group, model, operation, parameter } from "../tests/small-model.js";

const manifest = z.object({
  version: z.string(),
  engines: z.object({ node: z.string() }).optional(),
  devDependencies: z.record(z.string(), z.string()).optional(),
});
const readManifest = (path: string): z.output<typeof manifest> =>
  manifest.parse(JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8")));
const texts = Object.fromEntries(
  packageFiles(model([group(operation())])).map((file) => [file.path, renderFile(file)]),
);

test("the package depends on the core that it was made with", () => {
  const { version } = readManifest("../../../core/package.json");
  expect(JSON.parse(texts["package.json"] ?? "")).toMatchObject({
    name: "things-adapter",
    private: true,
    dependencies: { "@agentflow/core": `^${version}` },
  });
});

test("the package is built and tested with what this repository is", () => {
  const { devDependencies } = readManifest("../../../../package.json");
  const here = Object.keys(toolVersions).map((name) => [
    name,
    `^${devDependencies?.[name]?.replace("^", "")}`,
  ]);
  expect(toolVersions).toEqual(Object.fromEntries(here));
});

test("the package runs where core does", () => {
  expect(readManifest("../../../core/package.json").engines?.node).toBe(nodeVersions);
});

test("the examples' import finds the sources", () => {
  expect(JSON.parse(texts["tsconfig.json"] ?? "")).toMatchObject({
    compilerOptions: {
      paths: { "things-adapter": ["./src/index.ts"], "things-adapter/*": ["./src/*.ts"] },
    },
  });
});

test("the work is six independent pieces", () => {
  const pieces = subtasks(model([group(operation())]));
  expect(pieces.map(({ id }) => id)).toEqual([
    "types",
    "operations",
    "client",
    "tests",
    "docs",
    "examples",
  ]);
  expect(pieces.flatMap(({ dependsOn }) => dependsOn)).toEqual([]);
});

test("an estimate grows with schemas, operations and parameters", () => {
  const small = model([group(operation())]);
  const larger = model([group(operation({ parameters: [parameter("query", "q")] }), operation())]);
  const schema = {
    name: "A",
    pointer: "#/components/schemas/a",
    schema: true,
    use: "answers",
  } as const;
  expect(estimatedTokens("operations", larger)).toBeGreaterThan(
    estimatedTokens("operations", small),
  );
  expect(estimatedTokens("types", { ...small, schemas: [schema] })).toBeGreaterThan(
    estimatedTokens("types", small),
  );
});

test.each([
  [{ name: "", document: "a.json" }],
  [{ name: "!?", document: "a.json" }],
  [{ name: "A", document: "" }],
  [{ name: "A", document: "a.json", include: { tags: [] } }],
  [{ name: "A", document: "a.json", extra: true }],
])("%j is not accepted as input", (input) => {
  expect(apiInput.safeParse(input).success).toBe(false);
});

test("the name is taken without the spaces around it", () => {
  expect(apiInput.parse({ name: " Git Hub ", document: "a.json" }).name).toBe("Git Hub");
});
