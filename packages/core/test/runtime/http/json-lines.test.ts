import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DecodeError } from "../../../src/runtime/http/decode-answer.js";
import {
  JsonLineError,
  readJsonLines,
  readJsonSequence,
} from "../../../src/runtime/http/json-lines.js";
import { SecretFilter } from "../../../src/runtime/secrets/secret-filter.js";
import { rejection } from "../hub.js";
import { pieces, Source } from "./source.js";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

async function outcome(values: AsyncIterable<unknown>): Promise<unknown[]> {
  const seen: unknown[] = [];
  try {
    for await (const value of values) seen.push(value);
  } catch (error) {
    seen.push(error instanceof JsonLineError ? `line ${error.line}` : error);
  }
  return seen;
}

describe.each([
  ["lines", readJsonLines, (texts: readonly string[]) => texts.map((text) => `${text}\n`).join("")],
  [
    "a sequence",
    readJsonSequence,
    (texts: readonly string[]) => texts.map((text) => `\u001E${text}\n`).join(""),
  ],
] as const)("JSON as %s", (_, read, write) => {
  it("gives every value", async () => {
    const texts = ['{"a":"\u2603"}', "[1]", '"x"', "7", "null", "true"];
    expect(await outcome(read(new Source([write(texts)])))).toEqual([
      { a: "\u2603" },
      [1],
      "x",
      7,
      null,
      true,
    ]);
  });

  it("gives a value before the next piece is asked for", async () => {
    const source = new Source([`${write(["1", "2"])}\u001E`, "\n"]);
    const values = read(source);
    expect((await values.next()).value).toBe(1);
    expect(source.given).toBe(1);
    await values.return();
    expect(source.ended).toBe(1);
  });

  it("is the same however the bytes are cut", async () => {
    const texts = fc.array(fc.oneof(fc.json(), fc.constantFrom("", " ", "{", "nul", '"\u2603"')));
    const cuts = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1 });
    const options = { maxLineBytes: 50 };
    await fc.assert(
      fc.asyncProperty(texts, cuts, async (all, lengths) => {
        const body = bytes(write(all));
        const whole = await outcome(read(pieces(body, [Infinity]), options));
        expect(await outcome(read(pieces(body, lengths), options))).toEqual(whole);
      }),
      { numRuns: 1_000 },
    );
  });

  it("ends the body when it is left before it is begun", async () => {
    const source = new Source([write(["1"])]);
    await read(source).return();
    expect([source.ended, source.given]).toEqual([1, 0]);
  });

  it("passes on what the body throws", async () => {
    const error = new RangeError("reset");
    expect(await outcome(read(new Source([write(["1", "2"])], error)))).toEqual(
      read === readJsonLines ? [1, 2, error] : [1, error],
    );
  });
});

describe("JSON lines", () => {
  it.each([
    ["without an end of the last line", '1\n{"a":2}', [1, { a: 2 }]],
    ["with empty lines", "\n1\n \t\n\r\n2\n\n", [1, 2]],
    ["with CRLF", "1\r\n2\r\n", [1, 2]],
    ["with a byte order mark", "\uFEFF1\n2\n", [1, 2]],
    ["of nothing", "", []],
  ])("%s are read", async (_, text, values) => {
    expect(await outcome(readJsonLines(new Source([text])))).toEqual(values);
  });

  it("name the line that is broken, which ends them and the body", async () => {
    const source = new Source(["1\n\n{oops\n4\n", "5\n"]);
    const values = readJsonLines(source);
    expect((await values.next()).value).toBe(1);
    const error = await rejection(values.next());
    expect(error).toBeInstanceOf(DecodeError);
    expect(error).toMatchObject({
      line: 3,
      message: 'line 3 of the answer is not valid JSON: "{oops"',
    });
    expect(source.ended).toBe(1);
    expect((await values.next()).done).toBe(true);
  });

  it("refuse a last line that is cut short", async () => {
    expect(await outcome(readJsonLines(new Source(['{"a":1}\n{"a":'])))).toEqual([
      { a: 1 },
      "line 2",
    ]);
  });

  it("quote a broken line without credentials and no longer than needed", async () => {
    const filter = new SecretFilter(["s3cr3t-value"]);
    const source = new Source([`s3cr3t-value ${"x".repeat(5_000)}\n`]);
    const error = await rejection(readJsonLines(source, { filter }).next());
    expect(error).toBeInstanceOf(JsonLineError);
    const { message } = error as JsonLineError; // as checked
    expect(message).not.toContain("s3cr3t");
    expect(message.length).toBeLessThan(300);
  });

  it("refuse a line that is too long, ended or not", async () => {
    for (const text of ["123456\n", "123456"]) {
      const source = new Source(["12345\n", text, "7\n"]);
      // oxlint-disable-next-line no-await-in-loop -- one case after the other
      expect(await outcome(readJsonLines(source, { maxLineBytes: 5 }))).toEqual([12_345, "line 2"]);
      expect([source.ended, source.given]).toEqual([1, 2]);
    }
  });

  it("refuse a line that is too deep", async () => {
    const deep = "[".repeat(100_000) + "]".repeat(100_000);
    const error = await rejection(readJsonLines(new Source([deep])).next());
    expect(error).toMatchObject({
      name: "DecodeError",
      line: 1,
      message: "line 1 of the answer is JSON of more than 1000 levels",
    });
  });
});

describe("a JSON text sequence", () => {
  it("holds texts over several lines", async () => {
    const text = '\u001E{\n "a": 1\n}\n\u001E\u001E[\n]';
    expect(await outcome(readJsonSequence(new Source([text])))).toEqual([{ a: 1 }, []]);
  });

  it.each(["12", "true", "null", "-1.5e3"])(
    "does not trust %s without white space behind it",
    async (text) => {
      const read = readJsonSequence(new Source([`\u001E1\n\u001E${text}\u001E2\n`]));
      expect(await outcome(read)).toEqual([1, "line 3"]);
    },
  );
});
