import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { runCommand } from "./command.ts";
import { repositoryRoot, workspacePackages } from "./workspace.ts";

/** What this needs of a pattern; `input` is a zod schema. */
interface BuiltPattern {
  readonly default: {
    readonly input: { toJSONSchema(options: { readonly io: "input" }): object };
  };
}

// Writes the JSON Schema beside every manifest that names one, from the built pattern.
for (const { directory, json } of workspacePackages(repositoryRoot)) {
  const { input, entry } = { entry: "./dist/index.js", ...json.agentflow };
  if (input === undefined) continue;
  const pattern = (await import(pathToFileURL(join(directory, entry)).href)) as BuiltPattern; // the registry checks it
  const file = join(directory, input);
  writeFileSync(
    file,
    `${JSON.stringify(pattern.default.input.toJSONSchema({ io: "input" }), undefined, 2)}\n`,
  );
  process.exitCode = runCommand("oxfmt", [file]) || process.exitCode;
}
