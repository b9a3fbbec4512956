import { expect, test } from "vitest";
import { checkReadmes } from "../../src/checks/readmes.ts";
import { fileTree } from "../file-tree.ts";

const manifest = { "packages/x/package.json": { name: "@agentflow/x" } };

test("accepts a README with the name as title and the required headings", () => {
  const readme = "# @agentflow/x\n\nText.\n\n## Install\n\n## More\n\n## Dependencies\n";
  expect(checkReadmes(fileTree({ ...manifest, "packages/x/README.md": readme }))).toEqual([]);
});

test("reports a package without a README", () => {
  expect(checkReadmes(fileTree(manifest))).toMatchObject([
    { message: "the package has no README" },
  ]);
});

test("reports another title and each missing heading", () => {
  const files = { ...manifest, "packages/x/README.md": "# X\n\n## Install\n" };
  expect(checkReadmes(fileTree(files)).map(({ message }) => message)).toEqual([
    `the title is not "# @agentflow/x"`,
    `the heading "## Dependencies" is missing`,
  ]);
});
