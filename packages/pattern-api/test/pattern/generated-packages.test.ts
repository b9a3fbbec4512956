import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { renderFile } from "@agentflow/core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { readApiModel } from "../../src/model/read-api-model.js";
import { subtasks } from "../../src/subtasks.js";

/** What the program under test prints. */
const lists = z.tuple([z.array(z.string()), z.array(z.string()), z.array(z.string())]);
const modules = fileURLToPath(new URL("../../../../node_modules", import.meta.url));
const compilers = {
  "TypeScript 7": "typescript/bin/tsc",
  "TypeScript 5.9": "typescript-5/bin/tsc",
};

/** Writes a whole package, verbatim sources included, beside the modules that `npm install` would bring. */
function writePackage(name: string, document: string): string {
  const directory = mkdtempSync(join(tmpdir(), "generated-package-"));
  const text = readFileSync(new URL(document, import.meta.url), "utf8");
  const source = { source: document, text, digest: "sha256-0" };
  const model = readApiModel({ name, document: source }, () => {});
  for (const file of subtasks(model).flatMap((subtask) => subtask.plan())) {
    const path = join(directory, file.path);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, renderFile(file));
  }
  symlinkSync(modules, join(directory, "node_modules"), "junction");
  return directory;
}

function run(
  directory: string,
  ...command: readonly string[]
): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, command, {
    cwd: directory,
    encoding: "utf8",
  });
  return { status, output: stdout + stderr };
}

describe.each([
  ["Library", "library/openapi.json", "library-adapter", "createLibrary"],
  ["3 files", "ranges/openapi.json", "service-3-files-adapter", "createService3Files"],
])("the package for %s", { timeout: 60_000 }, (name, document, packageName, create) => {
  let directory: string;
  beforeAll(() => {
    directory = writePackage(name, document);
  });
  afterAll(() => rmSync(directory, { recursive: true }));

  test.each(Object.entries(compilers))(
    "compiles with %s, libraries included",
    (_name, compiler) => {
      const flags = [
        "--noUnusedLocals",
        "--noUnusedParameters",
        "--noPropertyAccessFromIndexSignature",
      ];
      const result = run(directory, join(modules, compiler), "-p", "tsconfig.json", ...flags);
      expect(result).toEqual({ status: 0, output: "" });
    },
  );

  test("is imported by its name once it is built, with the client at the front and every module behind", async () => {
    expect(
      run(directory, join(modules, compilers["TypeScript 7"]), "-p", "tsconfig.build.json"),
    ).toEqual({
      status: 0,
      output: "",
    });
    const program = `
      import * as entry from ${JSON.stringify(packageName)};
      import * as operations from ${JSON.stringify(`${packageName}/operations`)};
      const client = entry[${JSON.stringify(create)}]({ baseUrl: "http://127.0.0.1:9" });
      await client.close();
      console.log(JSON.stringify([Object.keys(entry), Object.keys(operations), Object.keys(client)]));`;
    writeFileSync(join(directory, "program.mjs"), program);
    const { status, output } = run(directory, "program.mjs");
    expect({ status, output }).toMatchObject({ status: 0 });
    const [entry, groups, client] = lists.parse(JSON.parse(output));
    expect(entry).toEqual(["ServiceError", create, "operations", "secret", "service"].toSorted());
    expect(client).toEqual([...groups, "client", "close"]);
  });
});
