import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { prepareProject } from "../../src/compatibility/batch.ts";
import { type GenerationLimits, Generator } from "../../src/compatibility/generator.ts";
import type { Generation } from "../../src/compatibility/result.ts";
import { fileTree } from "../file-tree.ts";

const { signal } = new AbortController();
const generators: Generator[] = [];
afterEach(() => generators.splice(0).forEach((generator) => generator.stop()));

function start(limits: Partial<GenerationLimits> = {}): Generator {
  const generator = new Generator({ seconds: 60, mebibytes: 512, ...limits });
  generators.push(generator);
  return generator;
}

const answer = { responses: { 200: { description: "Done." } } };
const pets = {
  openapi: "3.0.3",
  info: { title: "Pets", version: "1" },
  paths: { "/pets": { get: answer } },
};

/** Generates a package from a document; its folder goes with the test. */
async function generate(
  generator: Generator,
  document: unknown,
): Promise<Generation & { readonly directory: string }> {
  const project = fileTree({ "openapi.json": document });
  prepareProject(project);
  const directory = join(project, "out");
  const file = join(project, "openapi.json");
  const request = { name: "Pets", file, directory, projectDirectory: project };
  return { ...(await generator.generate(request, signal)), directory };
}

test("a package is generated, and counted", { timeout: 60_000 }, async () => {
  const { directory, ...generation } = await generate(start(), pets);
  expect(generation).toMatchObject({ operations: 1, leftOut: [], problems: [] });
  expect(existsSync(join(directory, "src/operations.ts"))).toBe(true);
});

test("an operation that is left out is told with its place", { timeout: 60_000 }, async () => {
  const paths = { ...pets.paths, "/a/..": { get: answer } };
  const { operations, leftOut } = await generate(start(), { ...pets, paths });
  expect(operations).toBe(1);
  expect(leftOut).toMatchObject([{ code: "AF_OPERATION_UNUSABLE", place: "/paths/~1a~1../get" }]);
});

test(
  "a document that is none is told with its code, and the next one is generated",
  { timeout: 60_000 },
  async () => {
    const generator = start();
    const { problems } = await generate(generator, "{ no JSON");
    expect(problems.map(({ code }) => code)).toEqual(["AF_DOCUMENT_MALFORMED"]);
    expect((await generate(generator, pets)).problems).toEqual([]);
  },
);

test("what takes too long is killed and counted", { timeout: 60_000 }, async () => {
  // Shorter than a process takes to start.
  const { problems } = await generate(start({ seconds: 0.001 }), pets);
  expect(problems.map(({ code }) => code)).toEqual(["TIME_LIMIT"]);
});

test(
  "what needs too much memory is counted, and the next one is generated",
  { timeout: 60_000 },
  async () => {
    const generator = start({ mebibytes: 64 });
    const many = Array.from({ length: 6_000_000 }, () => []);
    const { problems } = await generate(generator, { ...pets, "x-many": many });
    expect(problems.map(({ code }) => code)).toEqual(["MEMORY_LIMIT"]);
    expect((await generate(generator, pets)).problems).toEqual([]);
  },
);

test("an abort kills the process", { timeout: 60_000 }, async () => {
  const aborted = AbortSignal.abort(new Error("Interrupted."));
  const request = { name: "a", file: "a", directory: "a", projectDirectory: "a" };
  await expect(start().generate(request, aborted)).rejects.toThrow("Interrupted.");
});
