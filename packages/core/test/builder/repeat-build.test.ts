import { readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { InspectContext } from "../../src/contract/inspect-context.js";
import { errorCodes } from "../../src/errors/error-codes.js";
import { scene, unverified } from "./build-scene.js";
import { patternOf, soundFiles, temporaryFolder, writeFiles } from "./project-fixture.js";

/** A scene whose pattern reads one document, and counts how often it is asked. */
function documentScene(
  inspectAlso: (context: InspectContext) => Promise<unknown> = () => Promise.resolve(),
) {
  let inspected = 0;
  const unit = { singular: "operation", plural: "operations", count: 2, ids: ["get", "put"] };
  const pattern = patternOf(soundFiles, {
    async inspect(_input, context) {
      inspected += 1;
      const { digest } = await context.document("status.json");
      await inspectAlso(context);
      context.report({
        code: errorCodes.documentFaulty,
        severity: "warning",
        message: "It has a fault.",
        help: "Mend it.",
      });
      return { unit, documentDigest: digest };
    },
  });
  const cache = temporaryFolder();
  const environment = { AGENTFLOW_CACHE: cache, TOKEN: "secret" };
  const { build, out, options } = scene(pattern, { environment });
  const { projectDirectory } = options;
  writeFiles(projectDirectory, { "status.json": "{}", "other.json": "{}" });
  const again = (change = {}, requirements = {}) =>
    build(
      { ...unverified, force: true, documentDirectory: projectDirectory, ...change },
      requirements,
    );
  return { again, out, cache, projectDirectory, inspections: () => inspected };
}

describe("a build that was done before", () => {
  test.each([true, false])("is not done again, and tells the same (verify: %s)", async (verify) => {
    const { again, out, inspections } = documentScene();
    const { timings: _first, lock: added, ...first } = await again({ verify });
    const before = statSync(join(out, "src/index.ts")).mtimeMs;
    const { timings: _second, lock, ...second } = await again({ verify });
    expect(second).toEqual(first);
    expect([added.state, lock.state]).toEqual(["added", "unchanged"]);
    expect(inspections()).toBe(1);
    expect(statSync(join(out, "src/index.ts")).mtimeMs).toBe(before);
  });

  test("is refused without --force, as any other", async () => {
    const { again } = documentScene();
    await again();
    await expect(again({ force: false })).rejects.toMatchObject({ code: "AF_OUTPUT_EXISTS" });
  });

  test.each([
    ["the document", "status.json", " {}"],
    ["the pattern's code", "node_modules/pattern-status/dist/more.js", "export const a = 1;"],
    ["a template of the pattern", "node_modules/pattern-status/templates/a.md.eta", "a"],
    ["core's code", "tools/core/dist/more.js", "export const a = 1;"],
    ["a generated file", "integrations/status/src/index.ts", "mine"],
    ["the record", "integrations/status/agentflow.json", "{}"],
  ])("is done again when %s changed", async (_what, path, text) => {
    const { again, projectDirectory, inspections, out } = documentScene();
    await again();
    const record = join(out, "agentflow.json");
    const valid = readFileSync(record, "utf8");
    writeFiles(projectDirectory, { [path]: path.endsWith("agentflow.json") ? `${valid} ` : text });
    // Other bytes of the pattern are not used unasked.
    await again({ accept: path.startsWith("node_modules") });
    expect(inspections()).toBe(2);
    expect(readFileSync(record, "utf8")).toContain('"name": "Status"');
    expect(readFileSync(join(out, "src/index.ts"), "utf8")).toBe(soundFiles["src/index.ts"]);
  });

  test("is pinned again when the lock file is gone, and nothing else is done", async () => {
    const { again, projectDirectory, inspections } = documentScene();
    await again();
    const path = join(projectDirectory, "agentflow.lock");
    const text = readFileSync(path, "utf8");
    rmSync(path);
    expect((await again()).lock.state).toBe("added");
    expect(readFileSync(path, "utf8")).toBe(text);
    expect(inspections()).toBe(1);
  });

  test("is done again when the folder is gone", async () => {
    const { again, out, inspections } = documentScene();
    await again();
    rmSync(out, { recursive: true });
    await again();
    expect(inspections()).toBe(2);
    expect(statSync(join(out, "README.md")).isFile()).toBe(true);
  });

  test("is done again when a generated file is missing", async () => {
    const { again, out, inspections } = documentScene();
    await again();
    rmSync(join(out, "README.md"));
    await again();
    expect(inspections()).toBe(2);
    expect(statSync(join(out, "README.md")).isFile()).toBe(true);
  });

  test.each([
    ["another budget", { budget: 1 }, {}],
    ["verifying", { verify: true }, {}],
    ["another name", {}, { name: "status" }],
  ])("is done again for %s", async (_what, change, requirements) => {
    const { again, inspections } = documentScene();
    await again();
    await again(change, requirements);
    expect(inspections()).toBe(2);
  });

  test.each([
    ["a secret", (context: InspectContext) => context.secret("TOKEN")],
    ["a second document", (context: InspectContext) => context.document("other.json")],
    [
      "a related document",
      async (context: InspectContext) => {
        const root = await context.document("status.json");
        return context.related("other.json", root, { root, hosts: [] });
      },
    ],
  ])("is not remembered when the pattern looked at %s too", async (_what, inspectAlso) => {
    const { again, inspections } = documentScene(inspectAlso);
    await again();
    await again();
    expect(inspections()).toBe(2);
  });

  test("is done again when what is remembered cannot be read", async () => {
    const { again, cache, inspections } = documentScene();
    await again();
    rmSync(join(cache, "builds"), { recursive: true });
    await again();
    expect(inspections()).toBe(2);
  });

  test("stands also when it cannot be remembered", async () => {
    const { again, cache, out } = documentScene();
    writeFileSync(join(cache, "builds"), "no folder");
    const { diagnostics } = await again();
    expect(diagnostics).toContainEqual(
      expect.objectContaining({ code: "AF_WRITE_FAILED", severity: "warning" }),
    );
    expect(statSync(join(out, "README.md")).isFile()).toBe(true);
  });
});
