import { describe, expect, test } from "vitest";
import { exampleDigest, scanForSecrets, standsIn } from "../../src/builder/secret-scan.js";

const isPublic = (): boolean => false;
// Put together here, so that no scanner takes this file for a leak.
const githubToken = `ghp_${"a1B2".repeat(9)}`;

function leaks(text: string, path = "src/index.ts"): readonly string[] {
  return scanForSecrets([{ path, text }], { isPublic }).leaks.map(
    ({ location }) => `${location?.source}:${location?.line}`,
  );
}

describe("a secret is found by its shape in any file", () => {
  test.each([
    githubToken,
    `github_pat_${"a1B2".repeat(9)}`,
    `sk_live_${"a1B2".repeat(6)}`,
    `xoxb-${"123456-".repeat(3)}abc`,
    `AKIA${"ABCD1234".repeat(2)}`,
    `npm_${"a1B2".repeat(9)}`,
    `eyJ${"a1B2".repeat(4)}.${"a1B2".repeat(4)}.${"a1B2".repeat(4)}`,
    `-----BEGIN RSA PRIVATE KEY-----\\n${"a1B2".repeat(20)}`,
    "postgres://admin:hunter2@db.example.com/app",
  ])("%j", (secret) => {
    expect(leaks(`first\nvalue: ${secret}\n`, "docs/index.md")).toEqual(["docs/index.md:2"]);
  });
});

describe("a literal that is given to a secret's name is found in the source", () => {
  test.each([
    'const token = "a8f5f167f44f4964e6c998dee827110c";',
    "const apiKey: string = 'a8f5f167f44f4964e6c998dee827110c';",
    'createGitHub({ clientSecret: "a8f5f167f44f4964e6c998dee827110c" });',
    '{ "db_password": "correct1horse2battery3" }',
  ])("%s", (text) => {
    expect(leaks(text)).toEqual(["src/index.ts:1"]);
  });

  test.each([
    'const token = secret("GITHUB_TOKEN_2026_10_1");',
    'const token = "GITHUB_TOKEN_2026_10_1";',
    'const tokenUrl = "https://example.com/oauth2/v123/token";',
    'const token = "not-a-real-token-at-all";',
    'const tokenPath = "/v1/tokens/2026/03/04";',
    "interface Options { token: string }",
    'const title = "a8f5f167f44f4964e6c998dee827110c";',
  ])("but not %s", (text) => {
    expect(leaks(text)).toEqual([]);
  });

  test("but not in tests, which make tokens up", () => {
    expect(leaks('const token = "a8f5f167f44f4964e6c998dee827110c";', "test/auth.test.ts")).toEqual(
      [],
    );
  });
});

test("the value of a secret that was used is found whatever its shape", () => {
  const files = [{ path: "README.md", text: "see correct horse battery" }];
  const scan = scanForSecrets(files, { known: ["horse battery", "see"], isPublic: () => true });
  expect(scan.leaks).toMatchObject([{ code: "AF_SECRET_IN_SOURCE", location: { line: 1 } }]);
});

test("what is told about a secret does not hold it", () => {
  const { leaks: found } = scanForSecrets([{ path: "a.md", text: githubToken }], { isPublic });
  expect(JSON.stringify(found)).not.toContain(githubToken);
});

test("an example of the public description is remembered instead of reported", () => {
  const files = [{ path: "a.md", text: `${githubToken} ${githubToken}` }];
  expect(scanForSecrets(files, { isPublic: (text) => text === githubToken })).toEqual({
    leaks: [],
    publicExamples: [exampleDigest(githubToken)],
  });
});

describe("a string stands in a description", () => {
  test.each([
    ["as it is", "key-1", "the key-1 of"],
    ["with an escaped slash", String.raw`<\/key`, "</key"],
    ["with escaped line ends", String.raw`BEGIN\nkey\r`, "BEGIN\nkey\r"],
    ["with line ends that are escaped there", "BEGIN\nkey", String.raw`{"pem":"BEGIN\nkey"}`],
  ])("%s", (_, text, document) => {
    expect(standsIn(document, text)).toBe(true);
  });

  test("with a backslash that the text has itself", () => {
    expect(standsIn(String.raw`{"a":"a key\\n."}`, String.raw`a key\n`)).toBe(true);
  });

  test("or does not", () => {
    expect(standsIn("the key-1 of", "key-2")).toBe(false);
  });
});
