import { describe, expect, test } from "vitest";
import { chooseVersion } from "../../src/catalog/choose-version.js";
import type { PublishedPattern, PublishedVersion } from "../../src/catalog/published-pattern.js";
import { publishedPattern } from "./published.js";

const anyAge = { minimum: 0, now: 0 };

/** The version that is chosen, and what is said about it and newer ones. */
function choose(
  versions: Readonly<Record<string, Partial<PublishedVersion>>>,
  range?: string,
  tags?: PublishedPattern["tags"],
) {
  const { version, remarks } = chooseVersion(
    publishedPattern("pets", versions, tags),
    range,
    anyAge,
  );
  return { version: version.version, remarks: remarks.map(({ message }) => message) };
}

const otherContract = {
  code: "AF_CONTRACT_UNSUPPORTED",
  severity: "error",
  message: "made for contract 2",
  help: "Install another.",
} as const;
const later: Partial<PublishedVersion> = { contract: 2, problems: [otherContract] };

describe("the newest version", () => {
  const versions = { "2.0.0-beta.1": {}, "1.2.0": {}, "1.1.0": {}, "1.0.0": {} };
  test.each([
    [undefined, "1.2.0"],
    ["^1.0.0", "1.2.0"],
    ["~1.1.0", "1.1.0"],
    ["1.0.0", "1.0.0"],
    [">=2.0.0-0", "2.0.0-beta.1"],
    ["next", "2.0.0-beta.1"],
  ])("within %s is %s", (range, expected) => {
    expect(choose(versions, range, { latest: "1.2.0", next: "2.0.0-beta.1" })).toEqual({
      version: expected,
      remarks: [],
    });
  });

  test.each([undefined, "^1.0.0"])(
    "is not newer than latest within %s, where that fits",
    (range) => {
      expect(choose(versions, range, { latest: "1.1.0" }).version).toBe("1.1.0");
    },
  );

  test("may be newer than latest where that does not fit", () => {
    expect(choose(versions, "~1.2.0", { latest: "1.1.0" }).version).toBe("1.2.0");
  });

  test("of a package that has only previews is what it tags latest", () => {
    expect(choose({ "1.0.0-beta.1": {} }, undefined, { latest: "1.0.0-beta.1" }).version).toBe(
      "1.0.0-beta.1",
    );
  });
});

test("a tag with the form of a version is no way to another version", () => {
  const tags = { latest: "1.0.0", "1.0.0": "6.6.6" };
  expect(choose({ "6.6.6": {}, "1.0.0": {} }, "1.0.0", tags).version).toBe("1.0.0");
});

test("a newer version of another contract is passed over, and that is said", () => {
  expect(choose({ "2.0.0": later, "1.0.0": {} }, undefined, { latest: "2.0.0" })).toEqual({
    version: "1.0.0",
    remarks: ["made for contract 2"],
  });
});

test("a deprecated version is passed over, and that is said without control characters", () => {
  expect(choose({ "1.1.0": { deprecated: "broken\u001b[31m" }, "1.0.0": {} })).toEqual({
    version: "1.0.0",
    remarks: ["pets 1.1.0 is deprecated: broken\\u001b[31m"],
  });
});

test("a deprecated version is chosen when there is no other", () => {
  expect(
    choose({ "1.1.0": { deprecated: "all of it" }, "1.0.0": { deprecated: "all of it" } }),
  ).toEqual({
    version: "1.1.0",
    remarks: ["pets 1.1.0 is deprecated: all of it"],
  });
});

describe("nothing can be chosen", () => {
  test.each([
    ["^9.0.0", 'pets has no version "^9.0.0".'],
    ["gone", 'pets has no version "gone".'],
    ["toString", 'pets has no version "toString".'],
  ])("within %s, and what there is is told", (range, message) => {
    const refused = () =>
      choose({ "1.1.0": {}, "1.0.0": {} }, range, { next: "1.1.0", latest: "1.0.0" });
    expect(refused).toThrow(
      expect.objectContaining({
        code: "AF_PACKAGE_NOT_FOUND",
        message,
        help: "Its newest are 1.1.0, 1.0.0; its tags are latest, next.",
      }),
    );
  });

  test("of a package without versions", () => {
    expect(() => choose({}, undefined, {})).toThrow(
      expect.objectContaining({
        code: "AF_PACKAGE_NOT_FOUND",
        message: "pets has no version that can be installed.",
      }),
    );
  });

  test("when all are of another contract, with the reason for each", () => {
    const other = { ...otherContract, message: "made for contract 3" };
    const versions = { "2.1.0": later, "2.0.0": { contract: 3, problems: [other] } };
    expect(() => choose(versions, undefined, { latest: "2.1.0" })).toThrow(
      expect.objectContaining({
        code: "AF_CONTRACT_UNSUPPORTED",
        message: "made for contract 2",
        help: "Install another.",
        diagnostics: [other],
      }),
    );
  });

  test("of a package that is no pattern", () => {
    const versions = { "1.0.0": { manifest: undefined } };
    // What a test leaves out of a version.
    expect(() =>
      choose(versions as unknown as Readonly<Record<string, Partial<PublishedVersion>>>),
    ).toThrow(
      expect.objectContaining({
        code: "AF_MANIFEST_INVALID",
        message: 'pets 1.0.0 is no pattern: its package.json has no "agentflow".',
      }),
    );
  });
});

describe("a version has to have been published for some time", () => {
  const hour = 3_600_000;
  const now = Date.parse("2026-03-02T00:00:00Z");
  const age = { minimum: 24 * hour, now };
  const published = publishedPattern("pets", {
    "1.2.0": { publishedAt: "2026-03-01T23:00:00.000Z" },
    "1.1.0": { publishedAt: "2026-03-01T00:00:00.001Z" },
    "1.0.0": { publishedAt: "2026-03-01T00:00:00.000Z" },
  });

  test("exactly as long is enough, a millisecond less is not", () => {
    const { version, remarks } = chooseVersion(published, undefined, age);
    expect(version.version).toBe("1.0.0");
    expect(remarks).toMatchObject([
      {
        code: "AF_RELEASE_TOO_NEW",
        severity: "warning",
        message: "pets 1.2.0 was published 1 hour ago; it has to be 24 hours old.",
        help: expect.stringContaining("pets@1.2.0"),
      },
      { message: "pets 1.1.0 was published 23.9 hours ago; it has to be 24 hours old." },
    ]);
  });

  test("but not one that is named exactly", () => {
    expect(chooseVersion(published, "1.2.0", age)).toMatchObject({
      version: { version: "1.2.0" },
      remarks: [],
    });
  });

  test("and when none has, that is said before other reasons", () => {
    const recent = publishedPattern("pets", {
      "2.0.0": later,
      "1.2.0": { publishedAt: "2026-03-01T23:00:00.000Z" },
    });
    expect(() => chooseVersion(recent, "*", age)).toThrow(
      expect.objectContaining({ code: "AF_RELEASE_TOO_NEW" }),
    );
  });

  test("one from the future is too new", () => {
    const early = publishedPattern("pets", {
      "1.0.0": { publishedAt: "2027-01-01T00:00:00.000Z" },
    });
    expect(() => chooseVersion(early, undefined, age)).toThrow("was published 0 hours ago");
  });

  describe("and where the registry does not say when", () => {
    const unknown = publishedPattern("pets", { "1.0.0": {} });
    test("that is a warning", () => {
      expect(chooseVersion(unknown, undefined, age)).toMatchObject({
        version: { version: "1.0.0" },
        remarks: [
          {
            code: "AF_RELEASE_TOO_NEW",
            severity: "warning",
            message: expect.stringContaining("registry.test does not say"),
          },
        ],
      });
    });

    test("it is refused by who wants to be certain", () => {
      expect(() => chooseVersion(unknown, undefined, { ...age, strict: true })).toThrow(
        expect.objectContaining({ code: "AF_RELEASE_TOO_NEW" }),
      );
    });

    test("nothing is said when any age will do", () => {
      expect(chooseVersion(unknown, undefined, { ...age, minimum: 0 }).remarks).toEqual([]);
    });
  });
});
