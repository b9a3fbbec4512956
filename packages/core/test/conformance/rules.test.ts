import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { testPattern } from "../../src/conformance/test-pattern.js";
import { testedPattern } from "../../src/conformance/tested-pattern.js";
import type { AnyPattern } from "../../src/contract/pattern.js";
import { broken, greetingScene, type SceneChanges } from "./scene.js";

/** Puts text before the pattern's definition, where importing runs it. */
const atImport = (code: string) =>
  ({ "pattern.js": ["const templates", `${code}\nconst templates`] }) as const;

/** Lets the pattern in this process decompose otherwise. */
const decomposing =
  (decompose: (right: AnyPattern, model: { text: string } & object) => object) =>
  (right: AnyPattern): AnyPattern =>
    ({
      ...right,
      decompose: (model: unknown) => decompose(right, model as { text: string }),
    }) as AnyPattern; // A test may return anything.

/** Adds a file to those of the only subtask. */
const planning = (file: object) =>
  decomposing((right, model) =>
    right.decompose(model as never).map((subtask) => ({
      ...subtask,
      plan: () => [...subtask.plan(), file],
    })),
  );

const text = (path: string, content = "a\n") => ({ kind: "text", path, text: content });

/** By rule: how it is broken, and what it then says. */
const rules: Readonly<
  Record<
    string,
    readonly (readonly [what: string, changes: SceneChanges, found: readonly string[]])[]
  >
> = {
  "the manifest is valid, and has the pattern's id": [
    [
      "another id",
      { files: { "package.json": ['"id": "greeting"', '"id": "goodbye"'] } },
      [`error: the manifest's id is "goodbye", the pattern's "greeting"`],
    ],
    [
      "an unknown key",
      { files: { "package.json": ['"title"', '"name": "x", "title"'] } },
      ['error: The manifest of pattern-greeting is invalid: agentflow: Unrecognized key: "name"'],
    ],
    [
      "no manifest",
      { files: { "package.json": '{"name":"pattern-greeting","version":"1.0.0"}' } },
      ['error: package.json has no "agentflow" manifest'],
    ],
  ],
  "the input schema beside the manifest is the one of the pattern": [
    [
      "another schema",
      { files: { "input.schema.json": "{}" } },
      ["error: ./input.schema.json is not the JSON Schema of the pattern's input"],
    ],
    [
      "no schema",
      { files: { "input.schema.json": null } },
      [expect.stringMatching(/^error: \.\/input\.schema\.json cannot be read: .*ENOENT/) as string],
    ],
    [
      "none named",
      { files: { "package.json": [',\n    "input": "./input.schema.json"', ""] } },
      [],
    ],
  ],
  "what its packages import are dependencies of the pattern's own, or optional peers": [
    [
      "a package that is none",
      { files: { "package.json": ['"title"', '"packages": ["pg", "zod"], "title"'] } },
      ["error: pg is no dependency of the pattern's package"],
    ],
    [
      "a manifest that is invalid, which another rule tells",
      { files: { "package.json": ['"title"', '"other": 1, "packages": ["pg"], "title"'] } },
      [],
    ],
    [
      "an optional peer",
      {
        files: {
          "package.json": [
            '"agentflow": {',
            '"peerDependenciesMeta": { "pg": { "optional": true } }, "agentflow": { "packages": ["pg"],',
          ],
        },
      },
      [],
    ],
  ],
  "there is a case to try it with": [
    [
      "a title twice",
      { files: { "test/other/case.json": '{"title":"says hello","input":{}}' } },
      ["error: test/other/case.json has the title of another case: says hello"],
    ],
    [
      "no case",
      { files: { "test/hello/case.json": null } },
      ["error: there is no test/<name>/case.json"],
    ],
    [
      "no JSON",
      { files: { "test/hello/case.json": "{" } },
      [expect.stringMatching(/^error: test\/hello\/case\.json is no case: .*JSON/) as string],
    ],
    [
      "an unknown key",
      { files: { "test/hello/case.json": '{"input":{},"inputs":{}}' } },
      ['error: test/hello/case.json is no case: : Unrecognized key: "inputs"'],
    ],
  ],
  "importing the entry defines the pattern and does nothing else": [
    [
      "a file that is written",
      { files: atImport('import fs from "node:fs";\nfs.writeFileSync("left", "");') },
      ['error: the import calls fs.writeFileSync("left")'],
    ],
    [
      "a timer that goes on",
      { files: atImport("setInterval(() => {}, 1e6);") },
      ["error: the import leaves a Timeout open"],
    ],
    [
      "a server",
      { files: atImport('import { createServer } from "node:net";\ncreateServer().listen(0);') },
      [
        "error: the import calls net.Server.listen()",
        "error: the import leaves a TCPServerWrap open",
      ],
    ],
    [
      "a program",
      {
        files: atImport('import { spawnSync } from "node:child_process";\nspawnSync("true");'),
      },
      ['error: the import calls child_process.spawnSync("true")'],
    ],
    [
      "a file that is read",
      { files: atImport('import { existsSync } from "node:fs";\nexistsSync("/etc/hosts");') },
      ['warning: the import calls fs.existsSync("/etc/hosts")'],
    ],
    [
      "an entry that throws",
      { files: atImport('if (process.env.HOME.includes("probe")) throw new Error("no");') },
      ["error: the built pattern cannot be run: pattern-greeting 1.2.3 failed while loading: no"],
    ],
  ],
  "it imports what it declares, and nothing else of AgentFlow than core and what it extends": [
    [
      "a package that is not declared",
      { files: atImport('import "eta";') },
      ['error: pattern.js imports "eta", which its package.json does not declare'],
    ],
    [
      "what cannot be run",
      { files: { "package.json": ["./pattern.js", "./built.js"] } },
      ["error: not tried: the built pattern cannot be run"],
    ],
    [
      "with a base and output of its own",
      {
        files: {
          "package.json": [
            '"title"',
            '"extends": "@agentflow/pattern-api", "packages": ["zod"], "title"',
          ],
        },
      },
      [],
    ],
  ],
  "the package is small": [
    [
      "a large file",
      { files: { "templates/large.txt": "x".repeat(5_000_001) } },
      [
        expect.stringMatching(
          /^error: it has 500\d{4} bytes unpacked, and 5000000 are allowed$/,
        ) as string,
      ],
    ],
  ],
  "the model is plain JSON": [
    [
      "a date",
      {
        pattern: (right) => ({
          ...right,
          inspect: async (...given) =>
            Object.assign(await right.inspect(...given), { at: new Date(0) }),
        }),
      },
      ["error: the model changes when it is written as JSON and read again"],
    ],
  ],
  "a recorded model differs in nothing from the model itself": [
    [
      "a difference",
      {
        pattern: (right) => ({
          ...right,
          compare: () => ({ differences: [], scripts: [], notes: ["something"] }),
        }),
      },
      ["error: `compare` finds a difference between equal models"],
    ],
    ["no comparison", {}, []],
    [
      "none",
      {
        pattern: (right) => ({
          ...right,
          compare: () => ({ differences: [], scripts: [], notes: [] }),
        }),
      },
      [],
    ],
  ],
  "a recorded model makes the same files, whatever the order of its keys": [
    [
      "labels in the order of the document",
      {
        pattern: (right) => ({
          ...right,
          inspect: async (...given) =>
            Object.assign(await right.inspect(...given), { labels: { z: "1", a: "2" } }),
          compare: () => ({ differences: [], scripts: [], notes: [] }),
        }),
      },
      [
        "error: src/greet.ts depends on the order of keys",
        "error: labels.json depends on the order of keys",
      ],
    ],
    ["no comparison", {}, []],
  ],
  "comparing changes neither model, and gives the same twice": [
    [
      "a count",
      {
        pattern: (right) => {
          let calls = 0;
          return {
            ...right,
            compare: (recorded) => {
              calls += 1;
              Object.assign(recorded, { calls });
              return { differences: [], scripts: [], notes: [`${calls}`] };
            },
          };
        },
      },
      ["error: `compare` gives something else the second time", "error: `compare` changes a model"],
    ],
    ["no comparison", {}, []],
  ],
  "decomposing changes nothing of the model": [
    [
      "a change",
      {
        pattern: decomposing((right, model) => {
          model.text += "!";
          return right.decompose(model as never);
        }),
      },
      [expect.stringMatching(/^error: decomposing a frozen model throws: TypeError/) as string],
    ],
  ],
  "decomposing asks for nothing but the model": [
    [
      "the clock and chance",
      {
        pattern: decomposing((right, model) => {
          void [Date.now(), new Date(), new Date(0), Math.random()];
          return right.decompose(model as never);
        }),
      },
      [
        "error: decomposing calls Date.now()",
        "error: decomposing calls Date()",
        "error: decomposing calls Math.random()",
      ],
    ],
    [
      "a file",
      {
        files: {
          "pattern.js": ["const templates", 'import fs from "node:fs";\nconst templates'],
        },
        pattern: decomposing((right, model) => {
          process.getBuiltinModule("node:fs").readFileSync(new URL(import.meta.url));
          return right.decompose(model as never);
        }),
      },
      [expect.stringMatching(/^warning: decomposing calls fs\.readFileSync\("file:/) as string],
    ],
  ],
  "decomposing twice gives the same files": [
    [
      "a count",
      {
        pattern: (right) => {
          let calls = 0;
          return decomposing((_, model) => {
            calls += 1;
            return right.decompose({ ...model, text: `${calls}` } as never);
          })(right);
        },
      },
      ["error: README.md differs the second time", "error: src/greet.ts differs the second time"],
    ],
  ],
  "subtasks have ids of their own and wait only for each other": [
    [
      "an id twice that waits for nobody",
      {
        pattern: decomposing((right, model) => {
          const [one] = right.decompose(model as never);
          return [one, { ...one, dependsOn: ["nobody"] }];
        }),
      },
      [
        'error: two subtasks have the id "all"',
        'error: a subtask waits for "nobody", which is none',
      ],
    ],
  ],
  "another process, time zone and language give the same bytes": [
    [
      "the order of a language",
      {
        files: {
          "pattern.js": ["${name}!`", '${["z", "t"].sort((a, b) => a.localeCompare(b)).join()}`'],
        },
      },
      [
        "error: README.md differs between UTC, English and Newfoundland, Estonian",
        "error: src/greet.ts differs between UTC, English and Newfoundland, Estonian",
      ],
    ],
    [
      "a zone",
      { files: { "pattern.js": ["${name}!`", "${new Date(0).getHours()}`"] } },
      [
        "error: README.md differs between UTC, English and Chatham Islands, Turkish",
        "error: src/greet.ts differs between UTC, English and Chatham Islands, Turkish",
        "error: README.md differs between UTC, English and Newfoundland, Estonian",
        "error: src/greet.ts differs between UTC, English and Newfoundland, Estonian",
      ],
    ],
    [
      "a document that is missing",
      { files: { "test/hello/greetings.json": null } },
      ["UTC, English", "Chatham Islands, Turkish", "Newfoundland, Estonian"].map(
        (name) => `error: it fails with ${name}: The case has no document for "greetings.json".`,
      ),
    ],
    [
      "an entry that is missing",
      { files: { "package.json": ["./pattern.js", "./built.js"] } },
      [
        'error: the built pattern cannot be run: pattern-greeting 1.2.3 has no file "./built.js", which its manifest names as its entry.',
      ],
    ],
  ],
  "every file has a path of its own inside the package": [
    [
      "paths outside and twice",
      {
        pattern: (right) =>
          planning(text("../a.ts"))(planning(text("SRC/greet.ts"))(planning(text("src"))(right))),
      },
      [
        'error: the path "../a.ts" leaves its folder',
        'error: "SRC/greet.ts" is planned twice',
        'error: "src" is a file and a folder',
      ],
    ],
  ],
  "every file matches its golden": [
    [
      "another text and a new file",
      {
        files: { "test/hello/golden/README.md": "# Other\n" },
        pattern: planning(text("b.md")),
      },
      ["error: README.md differs from its golden", "error: b.md has no golden"],
    ],
    [
      "only those that the case names",
      { files: { "test/hello/case.json": '{"input":{"name":"you"},"golden":["labels.json"]}' } },
      [],
    ],
  ],
  "no golden is left without a file": [
    [
      "a golden of nothing",
      {
        files: {
          "test/hello/golden/old/a.md": "",
          "test/hello/case.json":
            '{"input":{"name":"world"},"golden":["README.md","src/greet.ts","labels.json","b.md"]}',
        },
      },
      [
        "error: the golden old/a.md has no file",
        "error: case.json names the golden b.md, and no such file is made",
      ],
    ],
  ],
  "output is clean without a formatter": [
    ["a space", { pattern: planning(text("a.md", "a \n")) }, ["error: a.md:1 ends with a space"]],
  ],
  "output hides nothing, escapes no check and runs no text as code": [
    [
      "a directive",
      { pattern: planning(text("a.ts", "// @ts-nocheck\n")) },
      ["error: a.ts:1: `@ts-nocheck` turns the type checker off."],
    ],
  ],
  "output compiles under the strictest flags": [
    [
      "nothing of an invalid manifest, which another rule tells",
      { files: { "package.json": ['"title"', '"other": 1, "title"'] } },
      [],
    ],
    [
      "what only those refuse",
      { pattern: planning(text("src/a.ts", "export const a = (b: number[]): number => b[0];\n")) },
      ["error: src/a.ts:1: TS2322: Type 'number | undefined' is not assignable to type 'number'."],
    ],
  ],
  "generated tests and the fault suite pass, and leave no unit out": [
    [
      "no test at all",
      {
        files: {
          "pattern.js": [
            /.*faults\.txt.*\n.*greet\.txt.*\n/.exec(
              readFileSync(new URL("greeting/pattern.js", import.meta.url), "utf8"),
            )?.[0] ?? "",
            "",
          ],
        },
      },
      [
        "error: No test ran.",
        'error: not "Its tests pass": no test ran',
        'error: not "Its fault suite passes": no test ran',
        'error: not "Every unit has a test": greet is named by no passing test',
      ],
    ],
    [
      "a test that fails, and a unit that nothing names",
      {
        files: {
          "pattern.js": ['ids: ["greet"]', 'ids: ["greet", "part"]'],
          "templates/greet.txt": ['not.toBe("")', 'toBe("")'],
        },
      },
      [
        expect.stringMatching(/^error: test\/greet\.test\.ts:1: greet says something: /) as string,
        'error: not "Its tests pass": test/greet.test.ts: 1 failed',
        'error: not "Every unit has a test": part is named by no passing test',
        'error: not "Every unit is documented": part is mentioned by no .md file',
      ],
    ],
  ],
};

describe.each(Object.entries(rules))("%s", (title, cases) => {
  test.each(cases)("%s", { timeout: 60_000 }, async (_what, changes, found) => {
    expect(await broken(title, changes)).toEqual(found);
  });
});

test("a rule that throws did not hold, and what was not tried gives no points", async () => {
  const tested = await greetingScene({ files: { "test/hello/case.json": null } });
  const report = await testPattern(tested);
  const lost = report.checks.filter(({ score }) => score === 0).map(({ id }) => id);
  expect(lost).toEqual(
    "manifest model purity surroundings files compiled tests hostile".split(" "),
  );
  expect(report).toMatchObject({ passed: false, score: 20 });
});

test("a warning costs half of the points, and does not fail", async () => {
  const tested = await greetingScene({
    files: atImport('import { existsSync } from "node:fs";\nexistsSync("/etc/hosts");'),
  });
  const report = await testPattern(tested);
  expect(report).toMatchObject({ passed: true, score: 95 });
}, 60_000);

test("a pattern that throws loses what needed it, and the reason is told", async () => {
  const tested = await greetingScene({
    pattern: decomposing(() => {
      throw new Error("no files today");
    }),
  });
  const { checks, passed } = await testPattern(tested);
  expect(passed).toBe(false);
  const files = checks.find(({ id }) => id === "files");
  expect(files?.findings.map(({ message }) => message)).toEqual(
    Array.from({ length: 5 }, () => "no files today"),
  );
}, 60_000);

test("an abort ends the test before its next check", async () => {
  const controller = new AbortController();
  const { pattern, directory } = await greetingScene();
  const { signal } = controller;
  const tested = testedPattern(pattern, directory, { signal });
  const onCheck = () => controller.abort(new Error("enough"));
  await expect(testPattern(tested, { onCheck })).rejects.toThrow("enough");
});
