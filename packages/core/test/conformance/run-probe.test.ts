import { expect, test } from "vitest";
import { findCases } from "../../src/conformance/pattern-case.js";
import { runProbe } from "../../src/conformance/run-probe.js";
import { greetingPackage } from "./scene.js";

// What modules import, only Node itself tells: the tests of the rules start processes for that.
test("a probe makes every case, and tells of no use of the world where there is none", async () => {
  const directory = greetingPackage();
  const { cases } = findCases(directory);
  const report = await runProbe({ directory, cases });
  const used = report.accesses.filter(({ kind }) => /^(?:file write|network|program)$/.test(kind));
  expect(used).toEqual([]);
  expect(report.cases["says hello"]).toMatchObject({
    files: { "README.md": "# Greeting\n\n`greet` says: Hello, world!\n" },
  });
});

test("a case that fails is told of, and the others are tried", async () => {
  const directory = greetingPackage({
    files: {
      "test/wrong/case.json": '{"input":{"name":7}}',
      "test/none/case.json": '{"input":{"name":"x"},"documents":{"a":"../hello/greetings.json"}}',
    },
  });
  const { cases } = await runProbe({ directory, cases: findCases(directory).cases });
  expect(cases).toMatchObject({
    "says hello": { files: {} },
    wrong: { failure: expect.stringContaining("expected string") as string },
    none: { failure: 'The case has no document for "greetings.json".' },
  });
});

test("what is no pattern is refused, with the reason when there is one", async () => {
  const broken = greetingPackage({
    files: { "package.json": ['"contract": 1', '"contract": "1"'] },
  });
  await expect(runProbe({ directory: broken, cases: [] })).rejects.toThrow("is invalid");
  const none = greetingPackage({ files: { "package.json": "{}" } });
  await expect(runProbe({ directory: none, cases: [] })).rejects.toThrow("it is no pattern");
});
