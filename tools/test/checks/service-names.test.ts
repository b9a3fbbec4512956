import { expect, test } from "vitest";
import { checkServiceNames } from "../../src/checks/service-names.ts";
import { fileTree } from "../file-tree.ts";

const patterns = {
  "packages/pattern-api/package.json": { name: "a", agentflow: { id: "api", services: [] } },
  "packages/pattern-github/package.json": {
    name: "b",
    agentflow: { id: "github", services: ["github", "github.com"] },
  },
};

test("accepts a general pattern that knows no service, and a specific one that knows its own", () => {
  const root = fileTree({
    ...patterns,
    "packages/pattern-api/src/pattern.ts": "// whatever the service is",
    "packages/pattern-api/test/pattern.test.ts": "// a document of GitHub",
    "packages/pattern-github/src/pattern.ts": "// GitHub",
  });
  expect(checkServiceNames(root)).toEqual([]);
});

test.each([
  ["src/pattern.ts", "// GitHub only"],
  ["src/view.ts", `if (name === "github") {}`],
  ["src/service.ts", `const GITHUB_TOKEN = 1;`],
  ["templates/src/client.ts.eta", "x-github-api-version"],
])("refuses a service's name in a general pattern's %s", (file, text) => {
  const root = fileTree({ ...patterns, [`packages/pattern-api/${file}`]: `\n${text}\n` });
  expect(checkServiceNames(root)).toMatchObject([
    { file: `packages/pattern-api/${file}`, line: 2 },
  ]);
});

test("lets a general pattern speak to a kind of server that a specific one recognizes", () => {
  const agentflow = {
    id: "postgresql",
    services: ["postgresql"],
    recognizes: { connection: ["postgres://"] },
  };
  const root = fileTree({
    ...patterns,
    "packages/pattern-postgresql/package.json": { name: "c", agentflow },
    "packages/pattern-api/src/a.ts": "// PostgreSQL",
  });
  expect(checkServiceNames(root)).toEqual([]);
});

test("does not take a longer word for a service's name", () => {
  const root = fileTree({ ...patterns, "packages/pattern-api/src/a.ts": "// githubbish" });
  expect(checkServiceNames(root)).toEqual([]);
});
