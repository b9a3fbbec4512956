import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { problemText } from "../problem.ts";
import { Git } from "./git.ts";
import { offersProvenance } from "./offers-provenance.ts";
import { publishOrder } from "./publish-order.ts";
import { publishPackage } from "./publish-package.ts";
import { publishedIntegrity } from "./published-integrity.ts";
import { type ReleasablePackage, releasablePackages } from "./releasable-package.ts";
import { releaseProblems } from "./release-problems.ts";

interface ReleaseOptions {
  /** Folder of the repository. */
  readonly root: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Only says what would be done. */
  readonly dryRun: boolean;
}

/**
 * Publishes every version that the registry does not have, a package after those it needs, and tags each as soon as it
 * is there. A run that broke off is completed by the next one.
 * @returns the exit code
 */
export async function releasePackages(options: ReleaseOptions): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "agentflow-release-"));
  try {
    return await releaseFrom(folder, options);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function releaseFrom(folder: string, options: ReleaseOptions): Promise<number> {
  const { root, environment, dryRun } = options;
  const git = new Git(root);
  const packages = publishOrder(await releasablePackages(root, git.tags(), folder));
  const provenance = offersProvenance(environment);
  for (const entry of packages) console.log(stateText(entry));
  const problems = releaseProblems(packages, git.changes(), provenance);
  for (const problem of problems) console.error(problemText(problem));
  if (problems.length > 0) return 1;
  console.log(provenanceText(provenance));
  if (dryRun) return 0;
  for (const entry of packages) {
    if (entry.state === "different") continue;
    if (entry.state === "absent" && !(await publish(entry, { root, environment, provenance }))) {
      console.error(
        `${entry.tag} was not published. What is missing is published by the next run.`,
      );
      return 1;
    }
    if (!entry.tagged) git.tag(entry.tag);
  }
  console.log("Everything is on the registry. Next: git push --follow-tags");
  return 0;
}

/** A failure is none when the registry has the package after all: from an earlier attempt that it had not shown yet. */
async function publish(
  { json, tarball, version, integrity }: ReleasablePackage,
  options: Parameters<typeof publishPackage>[2],
): Promise<boolean> {
  return (
    publishPackage(tarball, version, options) ||
    (await publishedIntegrity(json.name, version, options.root)) === integrity
  );
}

function stateText({ tag, state, tagged }: ReleasablePackage): string {
  if (state === "absent") return `to publish  ${tag}`;
  if (state === "different") return `kept        ${tag}, though its files have changed since`;
  return `${tagged ? "there      " : "to tag     "} ${tag}`;
}

function provenanceText(provenance: boolean): string {
  return provenance
    ? "With provenance: the CI vouches for the repository, the commit and the workflow."
    : "Without provenance: it takes a CI that gives the workflow an identity.";
}
