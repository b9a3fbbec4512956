import { appendFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Journal } from "../../src/compatibility/journal.ts";
import { fileTree } from "../file-tree.ts";

interface Entry {
  readonly address: string;
  readonly value: number;
}

const journalIn = (file: string): Journal<Entry> => new Journal<Entry>(file);
const newFile = (): string => join(fileTree({}), "journal", "a.ndjson");

test("remembers what was added, over runs", () => {
  const file = newFile();
  journalIn(file).add([{ address: "a", value: 1 }]);
  expect(journalIn(file).get("a")).toEqual({ address: "a", value: 1 });
  expect(journalIn(file).get("b")).toBeUndefined();
});

test("a later line replaces an earlier one", () => {
  const file = newFile();
  journalIn(file).add([{ address: "a", value: 1 }]);
  journalIn(file).add([{ address: "a", value: 2 }]);
  expect(journalIn(file).get("a")?.value).toBe(2);
});

test("a half line of a killed process is forgotten, and spoils nothing after it", () => {
  const file = newFile();
  journalIn(file).add([{ address: "a", value: 1 }]);
  appendFileSync(file, '\n{"address":"b","val');
  journalIn(file).add([{ address: "c", value: 3 }]);
  const read = journalIn(file);
  expect(["a", "b", "c"].map((address) => read.get(address)?.value)).toEqual([1, undefined, 3]);
});

test("has one line a document", () => {
  const file = newFile();
  journalIn(file).add([
    { address: "a", value: 1 },
    { address: "b", value: 2 },
  ]);
  expect(readFileSync(file, "utf8").trim().split("\n")).toHaveLength(2);
});
