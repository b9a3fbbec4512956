import { expect, test } from "vitest";
import { z } from "zod";
import { type AnyPattern, definePattern } from "../../src/contract/pattern.js";
import type { Requirements } from "../../src/contract/requirements.js";
import type { Diagnostic } from "../../src/errors/diagnostic.js";
import type { DiscoveredPattern } from "../../src/registry/discovered-pattern.js";
import { selectPattern, type Selection } from "../../src/registry/select-pattern.js";
import { discovered } from "./installed-packages.js";

const api = discovered("@agentflow/pattern-api", { documents: ["openapi"] });
const github = discovered("@agentflow/pattern-github", {
  services: ["GitHub"],
  documents: ["openapi"],
});
const stripe = discovered("@agentflow/pattern-stripe", {
  services: ["stripe"],
  documents: ["openapi"],
});
const database = discovered("@agentflow/pattern-database", { type: "database" });
const all = [api, github, stripe, database];

/** A pattern that answers `matches` as told. */
function pattern(matches?: (requirements: Requirements) => number): AnyPattern {
  return definePattern({
    id: "acme",
    input: z.strictObject({}),
    ...(matches && { matches }),
    inspect: () => ({ unit: { singular: "", plural: "", count: 0, ids: [] }, documentDigest: "" }),
    decompose: () => [],
  });
}

function neverLoad(): never {
  throw new Error("A pattern was loaded.");
}

const select = (requirements: Requirements, patterns = all): Promise<Selection> =>
  selectPattern(requirements, patterns, { load: neverLoad });

test.each([
  [{ name: "GitHub" }, github],
  [{ name: "git-hub" }, github],
  [{ name: "Stripe", type: "api" }, stripe],
  [{ name: "GitHub", document: "own.json" }, github],
  [{ name: "Acme", type: "api", document: "acme.json" }, api],
  [{ name: "Acme", type: "database" }, database],
  [{ name: "GitHub", type: "database" }, database],
  [{ name: "GitHub", pattern: "api", document: "own.json" }, api],
  [{ name: "GitHub", pattern: "@agentflow/pattern-github" }, github],
])("%j is served without loading anything", async (requirements, expected) => {
  expect((await select(requirements)).chosen).toBe(expected);
});

const postgresql = discovered("@agentflow/pattern-postgresql", {
  type: "database",
  services: ["postgresql"],
  recognizes: { connection: ["postgres://", "postgresql://"] },
});

test.each([
  [{ name: "shop", options: { connection: "postgres://user:hunter2@host/shop" } }, postgresql, 0.9],
  [{ name: "shop", type: "database", options: { connection: "postgresql://" } }, postgresql, 0.9],
  [{ name: "shop", type: "database", options: { connection: "env:DATABASE_URL" } }, database, 0.5],
  [{ name: "shop", type: "database", options: { connection: 7 } }, database, 0.5],
  [{ name: "PostgreSQL", options: { connection: "env:DATABASE_URL" } }, postgresql, 1],
  [{ name: "shop", pattern: "@agentflow/pattern-postgresql" }, postgresql, 0.5],
])(
  "%j is served by the pattern that knows how its options begin, or by a general one",
  async (requirements, expected, score) => {
    const { chosen, candidates } = await select(requirements, [...all, postgresql]);
    expect(chosen).toBe(expected);
    expect(candidates[0]?.score).toBe(score);
    expect(JSON.stringify(candidates)).not.toContain("hunter2");
  },
);

test("every candidate is explained, the best first", async () => {
  const { candidates } = await select({ name: "GitHub", type: "api", document: "own.json" });
  expect(candidates).toEqual([
    { pattern: github, score: 1, reasons: ["serves type api", 'knows "GitHub" by name'] },
    { pattern: api, score: 0.5, reasons: ["serves type api", "serves every service of its type"] },
    { pattern: database, score: 0, reasons: [], rejected: 'serves type database, not "api"' },
    { pattern: stripe, score: 0, reasons: [], rejected: 'knows "stripe", not "GitHub"' },
  ]);
});

test("a general pattern that reads documents is rejected when none is given", async () => {
  const { candidates } = await select({ name: "GitHub" });
  expect(candidates.find((candidate) => candidate.pattern === api)?.rejected).toBe(
    "needs --document with the service's description (openapi)",
  );
});

test("a general pattern is not what a mistyped name ends up with", async () => {
  const selecting = select({ name: "GitHib" }, [database, github]);
  await expect(selecting).rejects.toMatchObject({ code: "AF_SERVICE_UNKNOWN" });
});

test("a general pattern that nobody asked for says how to ask for it", async () => {
  const { candidates } = await select({ name: "GitHub" });
  expect(candidates.find((candidate) => candidate.pattern === database)?.rejected).toBe(
    "serves every service of type database: ask for it with --type",
  );
});

test("a pattern that the user did not ask for is rejected as such", async () => {
  const { candidates } = await select({ name: "GitHub", pattern: "github" });
  expect(candidates.map(({ reasons, rejected }) => rejected ?? reasons[0])).toEqual([
    "is what --pattern asks for: @agentflow/pattern-github",
    '--pattern asks for "github"',
    '--pattern asks for "github"',
    '--pattern asks for "github"',
  ]);
});

const rival = discovered("acme-github", { services: ["github"] });
const third = discovered("zeta-github", { services: ["github"] });

/** Selects among patterns that `matches` as told, by package name. */
const selectAmong = (
  answers: Readonly<Record<string, number>>,
  patterns: readonly DiscoveredPattern[] = [github, rival, third],
): Promise<Selection> =>
  selectPattern({ name: "GitHub" }, patterns, {
    load: ({ packageName }) => Promise.resolve(pattern(() => answers[packageName] ?? 0)),
  });

test("of patterns that know the same service the one that fits better is chosen", async () => {
  const { chosen, candidates } = await selectAmong({ "acme-github": 0.9, "zeta-github": 0.4 });
  expect(chosen).toBe(rival);
  expect(candidates).toMatchObject([
    { pattern: rival, score: 0.9, reasons: ['knows "GitHub" by name', "gives itself 0.9 of 1"] },
    { pattern: third, score: 0.4 },
    { pattern: github, score: 0, rejected: "says that it does not fit" },
  ]);
});

test("a pattern without matches counts as its manifest says", async () => {
  const { chosen } = await selectPattern({ name: "GitHub" }, [github, rival], {
    load: (found) => Promise.resolve(found === rival ? pattern(() => 0.5) : pattern()),
  });
  expect(chosen).toBe(github);
});

test.each([
  [1, 1],
  [0.9, 0.88],
])("patterns that give themselves %d and %d tie, and the user chooses", async (one, other) => {
  const selecting = selectAmong({ "acme-github": one, "zeta-github": other });
  await expect(selecting).rejects.toMatchObject({
    code: "AF_PATTERN_TIED",
    message: 'acme-github 1.0.0 and zeta-github 1.0.0 fit the service "GitHub" equally well.',
    help: "Choose with --pattern acme-github or --pattern zeta-github.",
  });
});

const older = { ...github, installedAs: "github-1", version: "0.9.0" };
const oldest = { ...github, installedAs: "github-0", version: "0.1.0" };

test.each([
  [{ name: "GitHub" }, github],
  [{ name: "GitHub", pattern: "@agentflow/pattern-github" }, github],
  [{ name: "GitHub", pattern: "github" }, github],
  [{ name: "GitHub", pattern: "github-1" }, older],
])("of a package that is installed several times %j is served by one", async (wanted, expected) => {
  expect((await select(wanted, [older, github, oldest])).chosen).toBe(expected);
});

test("that a pattern has another name here is among the reasons", async () => {
  const { candidates } = await select({ name: "GitHub", pattern: "github-1" }, [older]);
  expect(candidates[0]?.reasons).toContain(
    "is what --pattern asks for: @agentflow/pattern-github, installed as github-1",
  );
});

test("a package that has only other names here ties, and is chosen by them", async () => {
  const selecting = selectPattern({ name: "GitHub" }, [older, oldest], {
    load: () => Promise.resolve(pattern()),
  });
  await expect(selecting).rejects.toMatchObject({
    code: "AF_PATTERN_TIED",
    help: "Choose with --pattern github-0 or --pattern github-1.",
  });
});

test("more than three equals tie without being loaded", async () => {
  const fourth = discovered("fourth", { services: ["github"] });
  await expect(select({ name: "GitHub" }, [github, rival, third, fourth])).rejects.toMatchObject({
    code: "AF_PATTERN_TIED",
    help: expect.stringContaining("--pattern fourth"),
  });
});

test("when the equals all say that they do not fit, a general pattern is next", async () => {
  const { chosen } = await selectPattern(
    { name: "GitHub", document: "own.json" },
    [api, github, rival],
    {
      load: () => Promise.resolve(pattern(() => 0)),
    },
  );
  expect(chosen).toBe(api);
});

test("an equal that cannot be loaded is explained, and the other chosen", async () => {
  const { chosen, candidates } = await selectPattern({ name: "GitHub" }, [github, rival], {
    load: (found) =>
      found === rival ? Promise.reject(new Error("broken")) : Promise.resolve(pattern()),
  });
  expect(chosen).toBe(github);
  expect(candidates.at(-1)).toMatchObject({ pattern: rival, rejected: "broken" });
});

test("when no equal can be loaded, a lesser pattern does not take their place", async () => {
  const selecting = selectPattern({ name: "GitHub", document: "own.json" }, [api, github, rival], {
    load: ({ packageName }) => Promise.reject(new Error(`${packageName} is broken`)),
  });
  await expect(selecting).rejects.toThrow("@agentflow/pattern-github is broken");
});

test.each([-0.1, 1.1, Number.NaN, "1" as unknown as number])(
  "a pattern whose matches gives %j is rejected",
  async (fit) => {
    const { candidates } = await selectPattern({ name: "GitHub" }, [github, rival], {
      load: (found) => Promise.resolve(pattern(() => (found === rival ? fit : 1))),
    });
    expect(candidates.at(-1)).toMatchObject({
      pattern: rival,
      rejected: expect.stringContaining("its matches() gave"),
    });
  },
);

test("patterns are loaded by loadPattern unless told otherwise", async () => {
  await expect(selectPattern({ name: "GitHub" }, [github, rival])).rejects.toMatchObject({
    code: "AF_PATTERN_UNLOADABLE",
  });
});

test.each([
  [
    { name: "GitHib" },
    "AF_SERVICE_UNKNOWN",
    'No installed pattern knows the service "GitHib".',
    'Did you mean "GitHub"? Give the service\'s description with --document <file or URL>: @agentflow/pattern-api works from it. Known by name: GitHub, stripe.',
  ],
  [
    { name: "Acme", type: "api" },
    "AF_SERVICE_UNKNOWN",
    'No installed pattern of type "api" knows the service "Acme".',
    "Give the service's description with --document <file or URL>: @agentflow/pattern-api works from it. Known by name: GitHub, stripe.",
  ],
  [
    { name: "Acme", pattern: "github" },
    "AF_SERVICE_UNKNOWN",
    'No installed pattern knows the service "Acme".',
    "Install a pattern for it, or choose another type. Known by name: GitHub.",
  ],
  [
    { name: "GitHub", type: "apis" },
    "AF_TYPE_UNKNOWN",
    'No installed pattern serves the type "apis".',
    'Did you mean "api"? The installed patterns serve api, database.',
  ],
  [
    { name: "GitHub", pattern: "@agentflow/pattern-githb" },
    "AF_PATTERN_UNKNOWN",
    'No installed pattern is called "@agentflow/pattern-githb".',
    'Did you mean "@agentflow/pattern-github"? Installed are @agentflow/pattern-api, @agentflow/pattern-database, @agentflow/pattern-github, @agentflow/pattern-stripe.',
  ],
])("%j: %s", async (requirements, code, message, help) => {
  await expect(select(requirements)).rejects.toMatchObject({ code, message, help });
});

test("without any pattern the help is to add one", async () => {
  await expect(select({ name: "GitHub" }, [])).rejects.toMatchObject({
    code: "AF_SERVICE_UNKNOWN",
    message: 'No pattern is installed, so nothing knows the service "GitHub".',
    help: expect.stringContaining("@agentflow/pattern-api"),
  });
});

test("a pattern that serves another type than the user's is explained by the services known anywhere", async () => {
  const requirements = { name: "GitHub", type: "api", pattern: "database" };
  await expect(select(requirements)).rejects.toMatchObject({
    code: "AF_SERVICE_UNKNOWN",
    help: expect.stringContaining('Did you mean "GitHub"?'),
  });
});

test("a general pattern alone has no services to list", async () => {
  await expect(select({ name: "Acme" }, [api])).rejects.toMatchObject({
    help: "Give the service's description with --document <file or URL>: @agentflow/pattern-api works from it.",
  });
});

test("a general pattern that reads no document is offered by its type", async () => {
  await expect(select({ name: "Acme" }, [database])).rejects.toMatchObject({
    help: "@agentflow/pattern-database serves every service of its type: ask for it with --type database.",
  });
});

test("a long list of names is cut", async () => {
  const services = Array.from(
    { length: 25 },
    (_, index) => `service${String(index).padStart(2, "0")}`,
  );
  await expect(select({ name: "Acme" }, [discovered("many", { services })])).rejects.toMatchObject({
    help: expect.stringMatching(/service19 and 5 more\.$/),
  });
});

test("what the user wrote reaches the message escaped", async () => {
  await expect(select({ name: "\u001b[31m" })).rejects.toMatchObject({
    message: 'No installed pattern knows the service "\\u001b[31m".',
  });
});

test.each([
  [{ name: "Acme" }, all],
  [{ name: "Acme" }, []],
  [{ name: "Acme", type: "queue" }, all],
  [{ name: "Acme", pattern: "acme" }, all],
])(
  "when none fits for %j, what is wrong with other patterns is told too",
  async (wanted, known) => {
    const problem: Diagnostic = {
      code: "AF_MANIFEST_INVALID",
      severity: "warning",
      message: "The manifest of agentflow-pattern-acme is broken.",
      help: "Report it to its author.",
    };
    const selection = selectPattern(wanted, known, { load: neverLoad, problems: [problem] });
    await expect(selection).rejects.toMatchObject({ diagnostics: [problem] });
  },
);
