import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { renderFile } from "@agentflow/core";
import type { ApiModel } from "@agentflow/pattern-api";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { githubPattern } from "../src/index.js";
import { readGitHub, writeAdapter } from "./generated-adapter.js";

const run = promisify(execFile);
const modules = resolve(import.meta.dirname, "../../../node_modules");
const minutes = 60_000;

describe("GitHub's whole description", () => {
  let model: ApiModel;
  let adapter: ReturnType<typeof writeAdapter>;

  beforeAll(async () => {
    model = await readGitHub();
    adapter = writeAdapter(model);
  }, 3 * minutes);

  afterAll(() => adapter?.remove());

  test("all 1,223 operations and 270 events come out", () => {
    expect(model.unit.count).toBe(1493);
    expect(model.events).toHaveLength(270);
    expect(model.groups.flatMap(({ operations }) => operations)).toHaveLength(1223);
  });

  test("every operation has a place of its own in the client", () => {
    const names = model.groups.flatMap(({ name, operations }) =>
      operations.map((operation) => `${name}.${operation.name}`),
    );
    expect(new Set(names).size).toBe(1223);
  });

  test(
    "reading and rendering it again gives the same bytes",
    async () => {
      expect(texts(await readGitHub())).toStrictEqual(texts(model));
    },
    minutes,
  );

  test.each([
    ["TypeScript 7, without the libraries", "typescript", true],
    ["TypeScript 7, libraries included", "typescript", false],
    ["TypeScript 5.9, without the libraries", "typescript-5", true],
    ["TypeScript 5.9, libraries included", "typescript-5", false],
  ])(
    "compiles under the strictest flags with %s",
    async (_title, compiler, skipLibCheck) => {
      const configuration = join(adapter.directory, `tsconfig.${compiler}.${skipLibCheck}.json`);
      const strict = [
        "strict",
        "exactOptionalPropertyTypes",
        "noUncheckedIndexedAccess",
        "verbatimModuleSyntax",
        "isolatedModules",
      ];
      writeFileSync(
        configuration,
        JSON.stringify({
          extends: "./tsconfig.json",
          compilerOptions: {
            ...Object.fromEntries(strict.map((flag) => [flag, true])),
            skipLibCheck,
          },
        }),
      );
      const { stdout } = await run(
        process.execPath,
        [join(modules, compiler, "bin/tsc"), "-p", configuration, "--noEmit", "--pretty", "false"],
        { cwd: adapter.directory },
      ).catch((error: { stdout: string }) => error);
      expect(stdout).toBe("");
    },
    3 * minutes,
  );
});

function texts(model: ApiModel): readonly (readonly [string, string])[] {
  return githubPattern
    .decompose(model)
    .flatMap((subtask) => subtask.plan())
    .map((file) => [file.path, renderFile(file)] as const);
}
