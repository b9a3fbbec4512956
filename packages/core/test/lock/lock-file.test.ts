import { describe, expect, test } from "vitest";
import { emptyLock, type LockFile, lockFileText, parseLockFile } from "../../src/lock/lock-file.js";
import { lockedIntegration, lockedPattern } from "./locked-sample.js";

const source = "/project/agentflow.lock";

function lockOf(integrations: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ lockfileVersion: 1, integrations });
}

describe("the text of a lock file", () => {
  test("is read back as it was written", () => {
    const lock: LockFile = {
      lockfileVersion: 1,
      integrations: {
        "integrations/status": lockedIntegration({
          pattern: lockedPattern({ installedAs: "status-1", repository: "https://a.test/b" }),
          extends: [lockedPattern({ package: "@acme/base", integrity: null, linked: true })],
        }),
      },
    };
    expect(parseLockFile(lockFileText(lock), source)).toEqual(lock);
  });

  test("has its keys in order, at every depth, and ends with a newline", () => {
    const one = lockedIntegration({ options: { b: { d: 1, c: 2 }, a: [3] } });
    const text = lockFileText({ lockfileVersion: 1, integrations: { b: one, a: one } });
    const again = lockFileText({
      integrations: { a: one, b: { ...one, options: { a: [3], b: { c: 2, d: 1 } } } },
      lockfileVersion: 1,
    });
    expect(text).toBe(again);
    expect(text.endsWith("}\n")).toBe(true);
    expect(text.indexOf('"a": {')).toBeLessThan(text.indexOf('"b": {'));
  });

  test("may begin with a byte order mark", () => {
    expect(parseLockFile(`\uFEFF${lockFileText(emptyLock)}`, source)).toEqual(emptyLock);
  });
});

describe("a lock file that came with a cloned repository is refused", () => {
  const entry = lockedIntegration();
  test.each([
    ["text that is not JSON", "{", /is not JSON/],
    ["conflicts of a merge", `{\n<<<<<<< HEAD\n  "a": 1\n`, /has conflicts of a merge/],
    [
      "another version",
      JSON.stringify({ lockfileVersion: 2, integrations: {} }),
      /lockfileVersion/,
    ],
    ["an unknown key", JSON.stringify({ ...emptyLock, scripts: {} }), /scripts/],
    ["an absolute folder", lockOf({ "/etc": entry }), /"\/etc" is absolute/],
    ["a folder of another one", lockOf({ "../other": entry }), /"..\/other" leaves/],
    ["a folder with a dot", lockOf({ "a/./b": entry }), /"a\/.\/b" leaves/],
    ["a drive", lockOf({ "C:/x": entry }), /"C:\/x" begins with a drive/],
    ["a backslash", lockOf({ "a\\..\\b": entry }), /contains a character/],
    ["a control character", lockOf({ "a\u001b[31m": entry }), /contains a character/],
    ["a folder without end", lockOf({ [`a/${"b".repeat(1_000)}`]: entry }), /is longer than/],
    [
      "a path as a package",
      lockOf({ a: { ...entry, pattern: lockedPattern({ package: "../evil" }) } }),
      /pattern.package: must be the name of a package/,
    ],
    [
      "an option of a package manager as a package",
      lockOf({ a: { ...entry, pattern: lockedPattern({ installedAs: "--global" }) } }),
      /pattern.installedAs: must be the name of a package/,
    ],
    [
      "a version of two lines",
      lockOf({ a: { ...entry, pattern: lockedPattern({ version: "1.0.0\nnpm" }) } }),
      /pattern.version: must be plain text/,
    ],
    [
      "a weak hash",
      lockOf({ a: { ...entry, pattern: lockedPattern({ integrity: "sha1-abc" }) } }),
      /must be a sha512/,
    ],
    [
      "a command",
      lockOf({ a: { ...entry, pattern: { ...lockedPattern(), postinstall: "rm -rf /" } } }),
      /postinstall/,
    ],
    ["a list of options", lockOf({ a: { ...entry, options: [] } }), /options/],
  ])("with %s", (_what, text, message) => {
    expect(() => parseLockFile(text, source)).toThrow(
      expect.objectContaining({
        code: "AF_LOCK_INVALID",
        message: expect.stringMatching(message) as unknown,
        help: expect.stringContaining("version control") as unknown,
        location: { source },
      }),
    );
  });
});
