import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createBuilder } from "../../src/builder/create-builder.js";
import { createProject, patternOf, soundFiles, writeFiles } from "./project-fixture.js";

async function scene() {
  const options = createProject(patternOf(soundFiles));
  const builder = createBuilder(options);
  const out = join(options.projectDirectory, "integrations/status");
  await builder.build({ name: "Status" }, { outDirectory: out, verify: false });
  return { options, builder, out };
}

const pattern = { package: "pattern-status", version: "1.2.3", id: "status" };

test("a project without integrations has none", async () => {
  const options = createProject(patternOf(soundFiles));
  expect(await createBuilder(options).list()).toEqual([]);
});

test("a package as it was generated is unchanged", async () => {
  const { builder, out } = await scene();
  expect(await builder.list()).toEqual([
    { name: "Status", pattern, directory: out, state: "unchanged" },
  ]);
});

test.each(["src/index.ts", "README.md"])(
  "a package whose %s was edited is edited",
  async (path) => {
    const { builder, out } = await scene();
    writeFileSync(join(out, path), "edited");
    expect(await builder.list()).toMatchObject([{ state: "edited" }]);
  },
);

test("a package without one of its files is edited", async () => {
  const { builder, out } = await scene();
  rmSync(join(out, "README.md"));
  expect(await builder.list()).toMatchObject([{ state: "edited" }]);
});

test("a package whose record is broken is invalid, and still has the name it was built by", async () => {
  const { builder, out } = await scene();
  writeFileSync(join(out, "agentflow.json"), "{");
  expect(await builder.list()).toEqual([
    { name: "Status", pattern, directory: out, state: "invalid" },
  ]);
});

test("a package that is gone is missing", async () => {
  const { builder, out } = await scene();
  rmSync(out, { recursive: true });
  expect(await builder.list()).toEqual([
    { name: "Status", pattern, directory: out, state: "missing" },
  ]);
});

test("a package that nobody remembers is found in the usual folder, one being written is not", async () => {
  const { options, builder, out } = await scene();
  rmSync(join(options.projectDirectory, ".agentflow"), { recursive: true });
  writeFiles(join(options.projectDirectory, "integrations"), {
    ".other.agentflow-new/agentflow.json": "{}",
    "broken/agentflow.json": "{}",
    "nothing/README.md": "",
    "file.txt": "",
  });
  expect(await builder.list()).toEqual([
    {
      name: join(options.projectDirectory, "integrations/broken"),
      directory: join(options.projectDirectory, "integrations/broken"),
      state: "invalid",
    },
    { name: "Status", pattern, directory: out, state: "unchanged" },
  ]);
});

test("a package elsewhere is remembered", async () => {
  const { builder, options } = await scene();
  const elsewhere = join(options.projectDirectory, "elsewhere");
  await builder.build({ name: "Status" }, { outDirectory: elsewhere, verify: false });
  expect((await builder.list()).map(({ directory }) => directory)).toContain(elsewhere);
});
