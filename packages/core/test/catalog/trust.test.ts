import { readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { judgePublisher } from "../../src/catalog/judge-publisher.js";
import type { PublishedVersion } from "../../src/catalog/published-pattern.js";
import { releaseAge } from "../../src/catalog/release-age.js";
import { rememberTrust } from "../../src/catalog/remember-trust.js";
import { readTrustSettings } from "../../src/catalog/trust-settings.js";
import { temporaryDirectory } from "../documents/temporary-directory.js";
import { publishedPattern } from "./published.js";

/** The settings of a project and a user whose files hold this. */
function settingsOf(project?: object, user?: object) {
  const directory = temporaryDirectory({
    ...(project && { "project/agentflow.trust.json": JSON.stringify(project) }),
    ...(user && { "user/trust.json": JSON.stringify(user) }),
  });
  return readTrustSettings(join(directory, "project"), join(directory, "user"));
}

interface Judged {
  readonly name?: string;
  readonly publisher?: PublishedVersion["publisher"];
  readonly isProjectsRegistry?: boolean;
  readonly project?: object;
  readonly user?: object;
}

/** Whom the user would have to trust for this package. */
async function judge({
  name = "@acme/pets",
  publisher,
  isProjectsRegistry = false,
  project,
  user,
}: Judged) {
  const versions = { "1.0.0": publisher ? { publisher } : {} };
  const published = { ...publishedPattern(name, versions), isProjectsRegistry };
  const [version] = published.versions;
  if (!version) throw new Error("The package has a version.");
  return judgePublisher(published, version, await settingsOf(project, user));
}

const jane = { name: "jane" };
const actions = { name: "GitHub Actions", trustedPublisher: "github" };

describe("whom the user has to trust", () => {
  test.each([
    ["its publisher", { publisher: jane }, "publisher:jane", "the publisher jane"],
    ["its scope, when nobody is named", {}, "scope:@acme", "everything in @acme"],
    [
      "its scope, when a service published it",
      { publisher: actions },
      "scope:@acme",
      "everything in @acme",
    ],
    ["itself, when it has no scope", { name: "pets" }, "package:pets", "the package pets"],
    [
      "a name without control characters",
      { publisher: { name: "j\u001b[31m" } },
      "publisher:j\u001b[31m",
      "the publisher j\\u001b[31m",
    ],
  ])("is %s", async (_what, judged, subject, text) => {
    expect(await judge(judged)).toEqual({ subject, registry: "registry.test", text });
  });

  test("is nobody for AgentFlow's own, from the registry that the user chose", async () => {
    expect(await judge({ name: "@agentflow/pattern-x" })).toBeUndefined();
  });

  test("is somebody for AgentFlow's own from a registry that the project chose", async () => {
    const judged = { name: "@agentflow/pattern-x", isProjectsRegistry: true };
    expect(await judge(judged)).toMatchObject({ subject: "scope:@agentflow" });
  });

  test("is nobody who was trusted before", async () => {
    const user = { trusted: { "registry.test": ["publisher:jane"] } };
    expect(await judge({ publisher: jane, user })).toBeUndefined();
  });

  test.each([
    ["at another registry", { "evil.test": ["publisher:jane"] }],
    ["under another kind of name", { "registry.test": ["package:jane", "scope:jane"] }],
    ["by a name that objects have anyway", {}],
  ])("is also who was trusted %s", async (_what, trusted) => {
    expect(await judge({ publisher: jane, user: { trusted } })).toMatchObject({
      subject: "publisher:jane",
    });
  });
});

describe("only named publishers and scopes", () => {
  const lists = [
    { scopes: ["@acme"] },
    { publishers: ["jane"] },
    { scopes: [], publishers: ["jane"] },
  ];
  test.each(
    lists.flatMap(
      (list) =>
        [
          ["project", list],
          ["user", list],
        ] as const,
    ),
  )("the %s lets in by %j what is named", async (file, list) => {
    expect(await judge({ publisher: jane, [file]: list })).toMatchObject({
      subject: "publisher:jane",
    });
  });

  const others = [
    { scopes: ["@other"] },
    { publishers: ["joe"] },
    { scopes: [] },
    { publishers: [] },
  ];
  test.each(
    others.flatMap(
      (list) =>
        [
          ["project", list],
          ["user", list],
        ] as const,
    ),
  )("the %s refuses by %j what is not, whoever is trusted", async (file, list) => {
    const trusted = { trusted: { "registry.test": ["publisher:jane"] } };
    const judged = { publisher: jane, user: trusted };
    const limited =
      file === "user" ? { ...judged, user: { ...trusted, ...list } } : { ...judged, project: list };
    await expect(judge(limited)).rejects.toMatchObject({
      code: "AF_PUBLISHER_UNTRUSTED",
      message: expect.stringMatching(
        /^@acme\/pets 1\.0\.0, published at registry\.test by "jane", .*trust\.json" allows/,
      ),
      location: { source: expect.stringContaining("trust.json") },
    });
  });

  test("what a service published for somebody is in no list of publishers", async () => {
    const project = { publishers: ["GitHub Actions"] };
    await expect(judge({ publisher: actions, project })).rejects.toMatchObject({
      message: expect.stringContaining("by no account that the registry names"),
    });
  });

  test("AgentFlow's own have to be named, too", async () => {
    const judged = judge({ name: "@agentflow/pattern-x", project: { scopes: ["@acme"] } });
    await expect(judged).rejects.toMatchObject({ code: "AF_PUBLISHER_UNTRUSTED" });
  });

  test("a package without a scope is let in by its publisher only", async () => {
    await expect(judge({ name: "pets", project: { scopes: ["@acme"] } })).rejects.toThrow("allows");
  });
});

test("what a folder above the project says counts as well", async () => {
  const directory = temporaryDirectory({
    "agentflow.trust.json": JSON.stringify({ scopes: ["@acme"], minimumAgeHours: 48 }),
    "apps/one/agentflow.trust.json": JSON.stringify({ publishers: ["jane"], minimumAgeHours: 30 }),
  });
  const settings = await readTrustSettings(join(directory, "apps/one"), join(directory, "none"));
  const judged = (name: string) => {
    const published = publishedPattern(name, { "1.0.0": { publisher: jane } });
    const [version] = published.versions;
    return version && judgePublisher(published, version, settings);
  };
  expect(judged("@acme/pets")).toMatchObject({ subject: "publisher:jane" });
  expect(() => judged("@other/pets")).toThrow(join(directory, "agentflow.trust.json"));
  expect(releaseAge(settings, 0, 7).minimum).toBe(48 * 3_600_000);
});

describe("the age that releases must have", () => {
  const hour = 3_600_000;
  test.each([
    [undefined, undefined, undefined, 24, false],
    [undefined, undefined, 2, 2, false],
    [undefined, undefined, 0, 0, false],
    [undefined, { minimumAgeHours: 72 }, undefined, 72, true],
    [undefined, { minimumAgeHours: 0 }, undefined, 0, true],
    [undefined, { minimumAgeHours: 72 }, 1, 1, false],
    [{ minimumAgeHours: 48 }, undefined, undefined, 48, true],
    [{ minimumAgeHours: 48 }, { minimumAgeHours: 0 }, undefined, 48, true],
    [{ minimumAgeHours: 48 }, undefined, 0, 48, true],
    [{ minimumAgeHours: 1 }, undefined, undefined, 24, true],
    [{ minimumAgeHours: 0 }, undefined, undefined, 24, false],
  ])(
    "project %j, user %j, command line %j: %d hours, strictly: %j",
    async (project, user, asked, expected, strict) => {
      const settings = await settingsOf(project, user);
      expect(releaseAge(settings, asked, 7)).toEqual({ minimum: expected * hour, strict, now: 7 });
    },
  );
});

describe("a file that cannot be used is named", () => {
  test.each([
    ["project", "{", "JSON"],
    ["project", '{"trusted":{"registry.test":["publisher:evil"]}}', "trusted"],
    ["project", '{"scopes":["acme"]}', "must be a scope"],
    ["project", '{"minimumAgeHours":-1}', "minimumAgeHours"],
    ["project", "[]", "object"],
    ["user", '{"publisher":["jane"]}', "publisher"],
    ["user", '{"trusted":[]}', "trusted"],
  ])("of the %s: %s", async (file, text, part) => {
    const directory = temporaryDirectory({
      [file === "user" ? "trust.json" : "agentflow.trust.json"]: text,
    });
    await expect(readTrustSettings(directory, directory)).rejects.toMatchObject({
      code: "AF_CONFIG_INVALID",
      message: expect.stringContaining(part),
    });
  });

  test("one that is a folder", async () => {
    const directory = temporaryDirectory({ "trust.json/x": "" });
    await expect(readTrustSettings(directory, directory)).rejects.toMatchObject({
      code: "AF_CONFIG_INVALID",
      message: expect.stringContaining("EISDIR"),
    });
  });
});

describe("remembering whom the user trusts", () => {
  const question = {
    registry: "registry.test",
    subject: "publisher:jane",
    text: "the publisher jane",
  };

  test("makes the file, for the user alone, and it is read again", async () => {
    const directory = join(temporaryDirectory(), "new/agentflow");
    await rememberTrust(question, directory);
    const { trusted } = await readTrustSettings(directory, directory);
    expect(trusted).toEqual({ "registry.test": ["publisher:jane"] });
    expect(statSync(join(directory, "trust.json")).mode & 0o777).toBe(0o600);
    expect(readdirSync(directory)).toEqual(["trust.json"]);
  });

  test("keeps what is there, sorted and once", async () => {
    const before = {
      minimumAgeHours: 3,
      trusted: { zeta: ["scope:@z"], "registry.test": ["scope:@acme"] },
    };
    const directory = temporaryDirectory({ "trust.json": JSON.stringify(before) });
    await rememberTrust(question, directory);
    await rememberTrust(question, directory);
    expect(readFileSync(join(directory, "trust.json"), "utf8")).toBe(
      `${JSON.stringify(
        {
          minimumAgeHours: 3,
          trusted: { "registry.test": ["publisher:jane", "scope:@acme"], zeta: ["scope:@z"] },
        },
        undefined,
        2,
      )}\n`,
    );
  });

  test("touches no file that it does not understand", async () => {
    const directory = temporaryDirectory({ "trust.json": '{"later":1}' });
    await expect(rememberTrust(question, directory)).rejects.toMatchObject({
      code: "AF_CONFIG_INVALID",
    });
    expect(readFileSync(join(directory, "trust.json"), "utf8")).toBe('{"later":1}');
  });

  test("says where it cannot be written", async () => {
    const directory = temporaryDirectory();
    writeFileSync(join(directory, "file"), "");
    await expect(rememberTrust(question, join(directory, "file"))).rejects.toMatchObject({
      code: "AF_WRITE_FAILED",
      message: expect.stringContaining("trust.json"),
      help: expect.stringContaining("AGENTFLOW_CONFIG"),
    });
  });
});
