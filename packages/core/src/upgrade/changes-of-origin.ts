import type { PublishedVersion } from "../catalog/published-pattern.js";
import { stringLiteral, visible } from "../template/literal.js";

/** What speaks against taking a version for one of the same makers as another; empty: nothing that is published. */
export function changesOfOrigin(from: PublishedVersion, to: PublishedVersion): readonly string[] {
  const objections: string[] = [];
  const [before, after] = [from.publisher, to.publisher];
  // Who begins to publish by a service that proves where a package was built has another name from then on.
  const isProven = after?.trustedPublisher !== undefined && to.provenance !== undefined;
  if (before && after && before.name !== after.name && !isProven) {
    objections.push(
      `${stringLiteral(after.name)} published it, and ${from.version} was published by ${stringLiteral(before.name)}`,
    );
  }
  const [here, there] = [repositoryName(from), repositoryName(to)];
  if (here !== undefined && here !== there) {
    objections.push(
      `its source code is said to be ${there === undefined ? "nowhere" : `in ${visible(there)}`}, and that of ${from.version} in ${visible(here)}`,
    );
  }
  if (from.provenance && !to.provenance) {
    objections.push(`it has no provenance, which ${from.version} has`);
  }
  return objections;
}

/** The same repository has several addresses: `git+https://….git`, `https://…`, `git@host:…`. */
function repositoryName({ repository }: PublishedVersion): string | undefined {
  return repository
    ?.replace(/^git\+/, "")
    .replace(/^(?:git|ssh|https?):\/\//, "")
    .replace(/^[^/@]*@/, "")
    .replace(/^github:/, "github.com/")
    .replace(/^([^/:]+):/, "$1/")
    .replace(/\.git$/, "")
    .replace(/\/$/, "")
    .toLowerCase();
}
