import { expect, test } from "vitest";
import { type PlannedFile, replaceFile } from "../../src/contract/planned-file.js";

const file = (path: string, text = ""): PlannedFile => ({ kind: "text", path, text });

test("the file of the same path is swapped, in its place", () => {
  const files = [file("a"), file("b"), file("c")];
  expect(replaceFile(files, file("b", "new"))).toEqual([file("a"), file("b", "new"), file("c")]);
  expect(files[1]).toEqual(file("b"));
});

test("a path that the base no longer plans is noticed", () => {
  expect(() => replaceFile([file("a")], file("b"))).toThrow(
    expect.objectContaining({
      code: "AF_FILE_NOT_PLANNED",
      message: 'No planned file has the path "b".',
    }),
  );
});
