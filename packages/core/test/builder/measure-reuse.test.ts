import { join } from "node:path";
import { expect, test } from "vitest";
import { systemFileSystem } from "../../src/builder/file-system.js";
import { measureReuse } from "../../src/builder/measure-reuse.js";
import { temporaryFolder, writeFiles } from "./project-fixture.js";

const line = "export {};\n";

function scene() {
  const folder = temporaryFolder();
  writeFiles(folder, {
    "core/dist/runtime.js": `import "./chunk-a.js";\nimport { b } from "./chunk-b.js";\n${line}`,
    "core/dist/chunk-a.js": `import "./chunk-b.js";\nimport "undici";\n`,
    "core/dist/chunk-b.js": `// a comment\n\n${line}`,
    "core/dist/index.js": line.repeat(1000),
    "general/dist/index.js": line.repeat(10),
    "general/dist/index.d.ts": line.repeat(1000),
    "general/templates/src/client.ts.eta": `// made\n${line.repeat(3)}`,
    "general/templates/README.md.eta": "# <%= it.title %>\n\n// is text here\n",
    "general/templates/src/client.test.ts": line.repeat(1000),
    "specific/dist/index.js": line.repeat(5),
  });
  return {
    core: join(folder, "core"),
    general: [join(folder, "general")],
    specific: [join(folder, "specific")],
  };
}

test("reuse is the share of runtime and general patterns in all code lines", async () => {
  // Runtime 3 + 2 + 1, general 10 + 3 + 2, specific 5: 21 of 26.
  expect(await measureReuse(systemFileSystem, scene())).toBe(0.808);
});

test("a general pattern used directly has nothing that is specific", async () => {
  expect(await measureReuse(systemFileSystem, { ...scene(), specific: [] })).toBe(1);
});
