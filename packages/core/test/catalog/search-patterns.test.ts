import { expect, test } from "vitest";
import { searchPatterns } from "../../src/catalog/search-patterns.js";
import { closedPort } from "../documents/loopback-server.js";
import { manifestOf } from "../registry/installed-packages.js";
import { catalogOptions, packument, publishedVersion, startCatalog } from "./published.js";

const stripe = packument([
  publishedVersion("@agentflow/pattern-stripe", "1.0.0", {
    description: "The Stripe API as an adapter.",
    agentflow: manifestOf({ id: "stripe", title: "Stripe", services: ["Stripe", "payments"] }),
    _npmUser: { name: "agentflow" },
  }),
]);
const ownFound = {
  name: "@agentflow/pattern-stripe",
  version: "1.0.0",
  description: "The Stripe API as an adapter.",
  publisher: "agentflow",
};

/** What a registry's search says of one package. */
function found(name: string, changes: object = {}): object {
  return { package: { name, version: "2.0.0", keywords: ["agentflow-pattern"], ...changes } };
}

const query = "/-/v1/search?text=keywords%3Aagentflow-pattern+pay+ment&size=50";

test("AgentFlow's own come first, then what the registry finds, each once", async () => {
  const { options } = await startCatalog({
    "/@agentflow%2fpattern-stripe": stripe,
    [query]: {
      objects: [
        found("@acme/pay", { description: "Pays", publisher: { username: "jane" } }),
        found("@agentflow/pattern-stripe"),
        found("plain"),
      ],
    },
  });
  expect(await searchPatterns("pay ment", options)).toEqual({
    found: [
      ownFound,
      { name: "@acme/pay", version: "2.0.0", description: "Pays", publisher: "jane" },
      { name: "plain", version: "2.0.0" },
    ],
    problems: [],
  });
});

test("what a registry finds without the keyword, or under a name that is none, is left out", async () => {
  const objects = [
    found("other", { keywords: ["pay"] }),
    found("none", { keywords: undefined }),
    found("../x"),
  ];
  const { options } = await startCatalog({
    [query]: { objects },
    "/-/v1/search?text=pay+ment&size=50": { objects },
  });
  expect(await searchPatterns("pay ment", options)).toEqual({ found: [], problems: [] });
});

test("a registry that knows no keywords is asked for the text alone, and gives its versions by tag", async () => {
  const { options, requests } = await startCatalog({
    [query]: { objects: [] },
    "/-/v1/search?text=pay+ment&size=50": {
      objects: [
        found("@acme/pay", { version: undefined, "dist-tags": { latest: "3.0.0" }, publisher: {} }),
        found("@acme/none", { version: undefined }),
      ],
    },
  });
  expect((await searchPatterns("pay ment", options)).found).toEqual([
    { name: "@acme/pay", version: "3.0.0" },
  ]);
  expect(requests.filter(({ url }) => url?.startsWith("/-/v1/search"))).toHaveLength(2);
});

test.each([
  ["stripe", 1],
  ["PAYMENTS adapter", 1],
  ["", 1],
  ["payments of cats", 0],
])("AgentFlow's own match %j by all of its words", async (text, count) => {
  const search = new URLSearchParams({
    text: `keywords:agentflow-pattern ${text}`.trim(),
    size: "50",
  });
  const { options } = await startCatalog({
    "/@agentflow%2fpattern-stripe": stripe,
    [`/-/v1/search?${search.toString()}`]: { objects: [] },
  });
  expect((await searchPatterns(text, options)).found).toHaveLength(count);
});

test.each([
  ["has no search", {}, "cannot be searched"],
  ["answers with a page", { [query]: "<html>" }, "not JSON"],
  ["answers with something else", { [query]: { total: 0 } }, "does not describe a package"],
])(
  "a registry that %s is a warning, and AgentFlow's own are still found",
  async (_what, answers, problem) => {
    const own = packument([
      publishedVersion("@agentflow/pattern-api", "1.0.0", { description: "pay ment" }),
    ]);
    const { options } = await startCatalog({ "/@agentflow%2fpattern-api": own, ...answers });
    expect(await searchPatterns("pay ment", options)).toMatchObject({
      found: [{ name: "@agentflow/pattern-api" }],
      problems: [
        {
          code: "AF_REGISTRY_UNREACHABLE",
          severity: "warning",
          message: expect.stringContaining(problem),
          help: expect.stringContaining("npmjs.com/search"),
        },
      ],
    });
  },
);

test("one of AgentFlow's own that has no version is not found", async () => {
  const { options } = await startCatalog({
    "/@agentflow%2fpattern-stripe": packument([]),
    "/-/v1/search?text=keywords%3Aagentflow-pattern&size=50": { objects: [] },
  });
  expect((await searchPatterns("", options)).found).toEqual([]);
});

test("a registry that is not there is an error", async () => {
  const options = catalogOptions(await closedPort());
  await expect(searchPatterns("pay", options)).rejects.toMatchObject({
    code: "AF_REGISTRY_UNREACHABLE",
  });
});

test("a setting that cannot be used is an error", async () => {
  const options = catalogOptions("ftp://registry.test");
  await expect(searchPatterns("pay", options)).rejects.toMatchObject({ code: "AF_CONFIG_INVALID" });
});
