import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import type { ApiModel } from "@agentflow/pattern-api";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readStripe, renderStripe, writeAdapter } from "./generated-adapter.js";

const run = promisify(execFile);
const modules = resolve(import.meta.dirname, "../../../node_modules");
const minutes = 60_000;

describe("Stripe's whole description", () => {
  const messages: string[] = [];
  let model: ApiModel;
  let files: ReadonlyMap<string, string>;
  let adapter: ReturnType<typeof writeAdapter>;

  beforeAll(async () => {
    model = await readStripe((message) => messages.push(message));
    files = renderStripe(model);
    adapter = writeAdapter(new Map([...files, ...guideCode(files)]));
  }, 3 * minutes);

  afterAll(() => adapter?.remove());

  test("all 452 operations and 222 events come out, and nothing is reported", () => {
    expect(model.groups.flatMap(({ operations }) => operations)).toHaveLength(452);
    expect(model.events).toHaveLength(222);
    expect(messages).toEqual([]);
  });

  test("every operation has a place of its own in the client", () => {
    const names = model.groups.flatMap(({ name, operations }) =>
      operations.map((operation) => `${name}.${operation.name}`),
    );
    expect(new Set(names).size).toBe(452);
  });

  test("every event is told from the others by its type", () => {
    expect(model.events.map(({ mark }) => mark?.in === "body" && mark.value)).toEqual(
      model.events.map(({ key }) => key),
    );
  });

  test("every operation whose answers say that there are more has pages, but for those that take no cursor", () => {
    const more = model.groups
      .flatMap(({ operations }) => operations)
      .filter(({ method, responses }) => {
        const answer = responses.find(({ status }) => status === "200");
        return method === "GET" && JSON.stringify(answer?.content).includes('"has_more":');
      });
    const paged = more.filter(({ paging }) => paging !== null);
    expect(paged).toHaveLength(106);
    expect(more.filter(({ paging }) => paging === null).map(({ id }) => id)).toEqual([
      "accounts/listCapabilities",
      "reporting/listReportTypes",
    ]);
  });

  test(
    "reading and rendering it again gives the same bytes",
    async () => {
      expect(renderStripe(await readStripe(() => undefined))).toStrictEqual(files);
    },
    minutes,
  );

  test(
    "compiles with its guide under the strictest flags",
    async () => {
      const configuration = join(adapter.directory, "tsconfig.strict.json");
      const strict = [
        "strict",
        "exactOptionalPropertyTypes",
        "noUncheckedIndexedAccess",
        "noPropertyAccessFromIndexSignature",
        "verbatimModuleSyntax",
        "isolatedModules",
      ];
      const compilerOptions = Object.fromEntries(strict.map((flag) => [flag, true]));
      writeFileSync(configuration, JSON.stringify({ extends: "./tsconfig.json", compilerOptions }));
      const { stdout } = await run(
        process.execPath,
        [join(modules, "typescript/bin/tsc"), "-p", configuration, "--noEmit", "--pretty", "false"],
        { cwd: adapter.directory },
      ).catch((error: { stdout: string }) => error);
      expect(stdout).toBe("");
    },
    3 * minutes,
  );
});

/** The code of the guide as programs: what comes before webhooks is one. */
function guideCode(files: ReadonlyMap<string, string>): readonly (readonly [string, string])[] {
  const guide = files.get("docs/stripe.md") ?? "";
  const blocks = [...guide.matchAll(/```ts\n(.*?)```/gs)].map(([, code = ""]) => code);
  expect(blocks).toHaveLength(4);
  return [blocks.slice(0, 3), blocks.slice(3)].map((parts, index) => [
    `examples/guide-${index}.ts`,
    parts.join(""),
  ]);
}
