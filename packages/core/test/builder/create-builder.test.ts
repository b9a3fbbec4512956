import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createBuilder } from "../../src/builder/create-builder.js";
import { createProject, patternOf, soundFiles } from "./project-fixture.js";

test("a sound package is verified, scored 100 and written with its record", async () => {
  const options = createProject(patternOf(soundFiles));
  const out = join(options.projectDirectory, "integrations/status");
  const report = await createBuilder(options).build({ name: "Status" }, { outDirectory: out });
  expect(report).toMatchObject({ name: "Status", files: 5, score: { total: 100 } });
  expect(existsSync(join(out, "agentflow.json"))).toBe(true);
});
