/** An application that uses one operation: GitHub's list of branches, by one client each. */
export interface App {
  readonly name: string;
  /** A module of the adapter's package, or one that imports a peer. */
  readonly source: string;
}

/** Prints the branches of a repository, and what the service says against it. */
const listing = (imports: string, client: string): string => `
${imports}
import { listBranches } from "./src/operations/repos.js";

const github = ${client};
try {
  for await (const { name } of listBranches.all(github, { owner: "nodejs", repo: "node" })) {
    console.log(name);
  }
} catch (error) {
  if (!listBranches.isError(error)) throw error;
  console.error(error.status, error.body);
}
`;

/** With retries, the service's limits, pages and typed errors: what the target is for. */
export const light: App = {
  name: "adapter, light client",
  source: listing(
    'import { createLightGitHub } from "./src/light.js";',
    'createLightGitHub({ token: "t" })',
  ),
};

/** The same with the whole client, without the operations that it has as methods. */
export const whole: App = {
  name: "adapter, whole client",
  source: listing(
    'import { createClient } from "@agentflow/core/runtime";\nimport { service } from "./src/service.js";',
    'createClient(service, { credentials: { token: "t" } })',
  ),
};

/** The same with every operation as a method. */
export const all: App = {
  name: "adapter, whole client with all 1,223 operations",
  source: listing(
    'import { createGitHub } from "./src/client.js";',
    'createGitHub({ token: "t" }).client',
  ),
};

/** A call with a body, by the light client. */
export const creating: App = {
  name: "adapter, light client, a POST with JSON",
  source: `
import { createLightGitHub } from "./src/light.js";
import { create } from "./src/operations/issues.js";

const github = createLightGitHub({ token: "t" });
try {
  const params = { owner: "nodejs", repo: "node", body: { title: "It does not start" } };
  console.log((await create(github, params)).number);
} catch (error) {
  if (!create.isError(error)) throw error;
  console.error(error.status, error.body);
}
`,
};

/** One page: it has no pages, retries or limits. */
export const heyApi: App = {
  name: "@hey-api/openapi-ts",
  source: `
import { client } from "./hey-api/client.gen.ts";
import { reposListBranches } from "./hey-api/sdk.gen.ts";

client.setConfig({ auth: "t" });
const { data, error } = await reposListBranches({ path: { owner: "nodejs", repo: "node" } });
if (error) console.error(error);
for (const { name } of data ?? []) console.log(name);
`,
};

/** With pages; retries and limits are plugins. */
export const octokit: App = {
  name: "@octokit/rest",
  source: `
import { Octokit } from "@octokit/rest";

const github = new Octokit({ auth: "t" });
const params = { owner: "nodejs", repo: "node" };
for await (const { data } of github.paginate.iterator(github.rest.repos.listBranches, params)) {
  for (const { name } of data) console.log(name);
}
`,
};
