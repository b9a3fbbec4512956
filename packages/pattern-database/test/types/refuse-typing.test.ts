import { expect, test } from "vitest";
import { refuseTyping } from "../../src/types/refuse-typing.js";
import { exactTyping, type Typing } from "../../src/types/typing.js";

const unsaid: Typing = { ...exactTyping, types: {}, columns: {} };

test("documents may be read with nothing said of how values look", () => {
  expect(() => {
    refuseTyping(undefined, { typing: unsaid });
  }).not.toThrow();
});

test.each<Partial<Typing>>([
  { timestamps: "date" },
  { types: { int: "bigint" } },
  { columns: { "a.b": "text" } },
  { dimensions: { "a.b": 2 } },
])("documents are not read with %j", (typing) => {
  expect(() => {
    refuseTyping(undefined, { typing: { ...unsaid, ...typing } });
  }).toThrow(expect.objectContaining({ code: "AF_INPUT_INVALID" }));
});
