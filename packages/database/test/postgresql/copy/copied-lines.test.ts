import { expect, test } from "vitest";
import { CopiedLines } from "../../../src/postgresql/copy/copied-lines.js";
import { copyField, copyValues } from "../../../src/postgresql/copy/copy-text.js";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

test("puts lines together that come in pieces, also amid a character", async () => {
  const lines = new CopiedLines();
  const whole = bytes("ü🎁\tend\nsecond\nthird\n");
  for (const byte of whole) void lines.add(Uint8Array.of(byte));
  expect(await lines.take()).toEqual(["ü🎁\tend", "second", "third"]);
  void lines.add(whole);
  expect(await lines.take()).toEqual(["ü🎁\tend", "second", "third"]);
  lines.end();
  expect(await lines.take()).toBeUndefined();
});

test("asks to wait when a megabyte is not taken, until it is", async () => {
  const lines = new CopiedLines();
  const line = bytes(`${"x".repeat(600_000)}\n`);
  expect(lines.add(line)).toBeUndefined();
  const room = lines.add(line);
  expect(lines.add(line)).toBe(room);
  let waited = true;
  const waiting = room?.then(() => (waited = false));
  expect(waited).toBe(true);
  expect(await lines.take()).toHaveLength(3);
  await waiting;
  expect(waited).toBe(false);
  expect(lines.add(bytes("y\n"))).toBeUndefined();
});

test("rejects with what the lines end with, after those that came", async () => {
  const lines = new CopiedLines();
  const waiting = lines.take();
  void lines.add(bytes("a\n"));
  lines.end({ error: new Error("broken") });
  lines.end();
  expect(await waiting).toEqual(["a"]);
  await expect(lines.take()).rejects.toThrow("broken");
});

test.each([
  ["\\", "\\\\"],
  ["\n\r\t", "\\n\\r\\t"],
  [String.raw`\N`, String.raw`\\N`],
  [null, String.raw`\N`],
  ["", ""],
])("writes %j as %j, and reads it back", (value, field) => {
  expect(copyField(value, false)).toBe(field);
  expect(copyValues(`${field}\t${field}`)).toEqual([value, value]);
});

test("reads every escape that the server writes", () => {
  expect(copyValues(String.raw`\b\f\n\r\t\v\\\a`)).toEqual(["\b\f\n\r\t\v\\a"]);
});
