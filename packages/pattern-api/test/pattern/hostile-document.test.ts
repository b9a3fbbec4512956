import { renderFile } from "@agentflow/core";
import { afterAll, expect, test } from "vitest";
import { withLinkPaging } from "../../src/paging/link-paging.js";
import { readApiModel } from "../../src/model/read-api-model.js";
import { subtasks } from "../../src/subtasks.js";
import { GeneratedPackage } from "../tests/generated-package.js";
import { hostileDocument, payloads } from "./hostile-document.js";

const document = {
  source: "hostile.json",
  text: JSON.stringify(hostileDocument()),
  digest: "sha256-0",
};
const model = withLinkPaging(
  readApiModel({ name: "Hostile", document }, () => {}),
  [payloads[0] ?? ""],
);
const generated = new GeneratedPackage(model);
afterAll(() => generated.remove());

test("every operation of a hostile document comes out", () => {
  expect(model.unit.count).toBe(payloads.length * 2);
});

test("file names hold nothing of the document but letters, digits and hyphens", () => {
  const paths = subtasks(model).flatMap((subtask) => subtask.plan().map(({ path }) => path));
  expect(paths.filter((path) => !/^(?:[A-Za-z0-9-]+\/)*[A-Za-z0-9.-]+$/.test(path))).toEqual([]);
});

test("no file holds a raw character that hides or reorders text", () => {
  const files = subtasks(model).flatMap((subtask) => subtask.plan());
  const hiding = files.filter((file) => /[\u2028\u202e]|\0/u.test(renderFile(file)));
  expect(hiding.map(({ path }) => path)).toEqual([]);
});

test(
  "the package compiles, and importing all of it runs nothing of the document",
  { timeout: 60_000 },
  () => {
    expect(generated.compile("typescript", "--noUnusedLocals")).toBe("");
    expect(generated.build()).toBe("");
    const output = generated.import(`
    import * as entry from "hostile-adapter";
    const groups = Object.values(entry.operations);
    console.log(JSON.stringify([groups.length, globalThis.escaped === undefined]));
  `);
    expect(JSON.parse(output)).toEqual([model.groups.length, true]);
  },
);
