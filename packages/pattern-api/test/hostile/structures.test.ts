import { beforeAll, describe, expect, test } from "vitest";
import { type BoundedBuild, boundedBuilds } from "./bounded-builds.js";
import { structures } from "./structures.js";

describe("documents whose structure is hostile", () => {
  let builds: readonly BoundedBuild[] = [];
  beforeAll(async () => {
    builds = await boundedBuilds(structures);
  }, 600_000);

  test.each(structures)("$name: ends as it should", ({ name, code = "built" }) => {
    expect(builds.find((build) => build.name === name)?.outcome).toBe(code);
  });

  test("each takes less than 512 MiB", () => {
    expect(builds.filter(({ mebibytes }) => mebibytes > 512)).toEqual([]);
  });

  test("none leaves anything outside of its package", () => {
    expect(builds.filter(({ left }) => left.length > 0)).toEqual([]);
  });
});
