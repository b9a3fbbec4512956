import { checkCodeBlocks } from "./checks/code-blocks.ts";
import { checkLinks } from "./checks/links.ts";
import { checkReadmes } from "./checks/readmes.ts";
import { generateDocumentedAdapters } from "./documented-adapters.ts";
import { report } from "./problem.ts";
import { repositoryRoot } from "./workspace.ts";

report("links", checkLinks(repositoryRoot));
report("package READMEs", checkReadmes(repositoryRoot));
report(
  "code in the documentation",
  await checkCodeBlocks(repositoryRoot, generateDocumentedAdapters),
);
