import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Problem } from "../problem.ts";
import { type WorkspacePackage, workspacePackages } from "../workspace.ts";

const requiredFiles = [
  "LICENSE",
  "README.md",
  "tsconfig.json",
  "tsconfig.build.json",
  "vitest.config.ts",
];
const targets = ["build", "lint", "test", "typecheck"];
const engine = ">=22.19";

/** All packages have the same shape, so that knowing one is knowing all. */
export function checkPackageShape(root: string): readonly Problem[] {
  return workspacePackages(root).flatMap((workspacePackage) =>
    [
      ...manifestProblems(workspacePackage),
      ...fileProblems(workspacePackage),
      ...dependencyProblems(workspacePackage),
    ].map((message) => ({ file: `${workspacePackage.folder}/package.json`, message })),
  );
}

function manifestProblems({ folder, json }: WorkspacePackage): readonly string[] {
  const name = folder.split("/").at(-1) ?? "";
  // `npm create x` looks for `create-x`, in no scope.
  const expected = name.startsWith("create-") ? name : `@agentflow/${name}`;
  return [
    json.name === expected ? [] : `the name is not "${expected}"`,
    json.license === "MIT" ? [] : `the license is not "MIT"`,
    json.type === "module" ? [] : `the type is not "module"`,
    (json.description ?? "") === "" ? "there is no description" : [],
    json.engines?.["node"] === engine ? [] : `engines.node is not "${engine}"`,
    json.files?.includes("dist") ? [] : `files does not list "dist"`,
    json.exports?.["./package.json"] === "./package.json" ? [] : `exports hides "./package.json"`,
    targets
      .filter((target) => json.scripts?.[target] !== `nx ${target}`)
      .map((target) => `the script "${target}" is not "nx ${target}"`),
    targets
      .filter((target) => json.nx?.targets?.[target] === undefined)
      .map((target) => `nx has no target "${target}"`),
    exportProblems(json),
    json.agentflow ? patternProblems(json) : [],
  ].flat();
}

/** Each export is built from an entry of the same name, and its types are found first. */
function exportProblems({ exports = {}, tsup }: WorkspacePackage["json"]): readonly string[] {
  return Object.entries(exports)
    .filter(([subpath]) => subpath !== "./package.json")
    .flatMap(([subpath, target]) => {
      const name = subpath === "." ? "index" : subpath.slice("./".length);
      const wanted = { types: `./dist/${name}.d.ts`, default: `./dist/${name}.js` };
      return [
        JSON.stringify(target) === JSON.stringify(wanted)
          ? []
          : `exports["${subpath}"] is not ${JSON.stringify(wanted)}`,
        tsup?.entry?.includes(`src/${name}.ts`) ? [] : `tsup.entry does not list "src/${name}.ts"`,
      ].flat();
    });
}

function patternProblems({ files, keywords }: WorkspacePackage["json"]): readonly string[] {
  return [
    ["templates", "input.schema.json"]
      .filter((entry) => !files?.includes(entry))
      .map((entry) => `files does not list "${entry}"`),
    keywords?.includes("agentflow-pattern") ? [] : `keywords does not list "agentflow-pattern"`,
  ].flat();
}

function fileProblems({ directory, json }: WorkspacePackage): readonly string[] {
  const shipped = [
    ...(json.tsup?.entry ?? []),
    ...Object.values(json.bin ?? {}),
    json.agentflow?.input,
  ];
  return [...requiredFiles, ...shipped]
    .filter((file) => file !== undefined)
    .filter((file) => !existsSync(join(directory, file)))
    .map((file) => `${file} does not exist`);
}

/** A dependency is code that users run: its reason stands in the README, below "Dependencies". */
function dependencyProblems({ directory, json }: WorkspacePackage): readonly string[] {
  const readme = join(directory, "README.md");
  if (!existsSync(readme)) return [];
  const [, reasons = ""] = readFileSync(readme, "utf8").split(/^## Dependencies$/m);
  return Object.keys({ ...json.dependencies, ...json.peerDependencies })
    .filter((name) => !reasons.includes(`\`${name}\``))
    .map((name) => `README.md gives no reason for \`${name}\` below "## Dependencies"`);
}
