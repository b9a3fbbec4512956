import type { BuildStage } from "@agentflow/core";

/** What a stage of a build is called while it runs. */
export const stageTitles: Readonly<Record<BuildStage, string>> = {
  select: "Choosing the pattern",
  inspect: "Reading the description",
  render: "Rendering the files",
  write: "Writing them aside",
  typecheck: "Type-checking",
  tests: "Running the tests",
  score: "Scoring",
  compare: "Comparing",
  swap: "Putting the package in place",
};
