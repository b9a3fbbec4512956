import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { z } from "zod";
import { nodeVersions, runtimeVersions, toolVersions } from "../../src/package/package-versions.js";
import { postgresqlPrinting } from "../../src/postgresql/printing/postgresql-printing.js";
import { subtasks } from "../../src/subtasks.js";
import { column, database, table } from "../models/build-model.js";
import { filesOf } from "../pattern/generated-package.js";

const record = z.record(z.string(), z.string()).default({});
const manifest = z.object({
  version: z.string(),
  engines: z.object({ node: z.string() }).optional(),
  dependencies: record,
  devDependencies: record,
});
const readManifest = (path: string): z.output<typeof manifest> =>
  manifest.parse(JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8")));

test("the package depends on the runtime that it was made with, and on the driver that the pattern has", () => {
  const own = readManifest("../../package.json").dependencies;
  expect(runtimeVersions).toEqual({
    "@agentflow/core": `^${readManifest("../../../core/package.json").version}`,
    "@agentflow/database": `^${readManifest("../../../database/package.json").version}`,
  });
  const { dependencies, devDependencies } = postgresqlPrinting.packages;
  expect({ ...dependencies, ...devDependencies }).toEqual({
    pg: own["pg"],
    "@electric-sql/pglite": own["@electric-sql/pglite"],
  });
});

test("the package is built and tested with what this repository is", () => {
  const { devDependencies } = readManifest("../../../../package.json");
  for (const name of ["@types/node", "typescript", "vitest"]) {
    expect(toolVersions[name]).toBe(`^${devDependencies[name]?.replace("^", "")}`);
  }
});

test("the package runs where the runtime does", () => {
  expect(readManifest("../../../database/package.json").engines?.node).toBe(nodeVersions);
});

test("the recorded schema ends with one newline", () => {
  const files = filesOf(database("Shop", [], { schemaSql: "SELECT 1;\n\n" }));
  expect(files["migrations/0001-baseline.sql"]).toBe("SELECT 1;\n");
});

test("the work is six independent pieces, whose estimates grow with tables and columns", () => {
  const small = subtasks(database("Shop", []));
  const larger = subtasks(database("Shop", [table("t", [column("c", "int4")])]));
  expect(small.map(({ id }) => id)).toEqual([
    "types",
    "tables",
    "client",
    "migrations",
    "tests",
    "docs",
  ]);
  expect(small.flatMap(({ dependsOn }) => dependsOn)).toEqual([]);
  const estimates = small.map(({ estimatedTokens }) => estimatedTokens);
  larger.forEach((piece, index) =>
    expect(piece.estimatedTokens).toBeGreaterThan(estimates[index] ?? Infinity),
  );
});
