import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Problem } from "../problem.ts";
import { sourceFiles } from "../source-files.ts";
import { completenessSource, templateCheckFolder, templateSource } from "../template-source.ts";
import { typeProblems } from "../type-check.ts";
import { type WorkspacePackage, workspacePackages } from "../workspace.ts";

/** Type-checks every eta template and every verbatim source that a pattern ships. Needs the build of core. */
export function checkTemplates(root: string): readonly Problem[] {
  return workspacePackages(root)
    .filter(({ directory }) => existsSync(join(directory, "templates")))
    .flatMap((pattern) => problemsOf(pattern));
}

function problemsOf({ directory, folder }: WorkspacePackage): readonly Problem[] {
  const templates = join(directory, "templates");
  const workplace = join(directory, templateCheckFolder);
  rmSync(workplace, { recursive: true, force: true });
  const names = sourceFiles(templates, ".eta");
  for (const name of names) {
    const file = join(workplace, `${name}.ts`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, templateSource(name, readFileSync(join(templates, name), "utf8")));
  }
  if (names.length > 0)
    writeFileSync(join(workplace, "completeness.ts"), completenessSource(names));
  const problems = typeProblems(workplace, ["**/*.ts", "../templates/**/*.ts"]);
  rmSync(workplace, { recursive: true, force: true });
  return problems.map((problem) => ({ ...problem, file: `${folder}/${placeOf(problem.file)}` }));
}

/** The file to mend for a file, relative to the workplace, that the compiler names. */
function placeOf(file: string): string {
  if (file.startsWith("../")) return file.slice("../".length);
  if (file === "completeness.ts") return "src/templates.ts";
  return `templates/${file.slice(0, -".ts".length)}`;
}
