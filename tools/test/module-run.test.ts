import { expect, test } from "vitest";
import { runProblems } from "../src/module-run.ts";
import { fileTree } from "./file-tree.ts";

test("stops a program that does not end", async () => {
  const directory = fileTree({ "waits.ts": "setInterval(() => {}, 1_000);" });
  expect(await runProblems(directory, ["waits.ts"], 500)).toEqual([
    { file: "waits.ts", message: "runs for more than 0.5 s" },
  ]);
});

test("reports in the order of the files, whichever ends first", async () => {
  const slow = "setTimeout(() => { throw new Error('slow'); }, 200);";
  const directory = fileTree({ "a.ts": slow, "b.ts": "throw new Error('quick');", "c.ts": "" });
  const problems = await runProblems(directory, ["a.ts", "b.ts", "c.ts"]);
  expect(problems).toMatchObject([
    { file: "a.ts", line: 1, message: "ends with exit code 1: Error: slow" },
    { file: "b.ts", line: 1, message: "ends with exit code 1: Error: quick" },
  ]);
});
