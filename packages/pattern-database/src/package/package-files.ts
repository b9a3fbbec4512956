import { type Json, jsonText, type PlannedFile } from "@agentflow/core";
import { templates } from "../templates.js";
import { type PackagedDatabase, packageJson } from "./package-json.js";
import { buildConfiguration, typeCheckConfiguration } from "./typescript-configuration.js";

/** What makes the folder a package that builds and tests by itself after `npm install`. */
export function packageFiles(
  database: PackagedDatabase,
  testConfiguration = templates.copy("vitest.config.ts", "vitest.config.ts"),
): readonly PlannedFile[] {
  return [
    jsonFile("package.json", packageJson(database)),
    jsonFile("tsconfig.json", typeCheckConfiguration(database.names.packageName)),
    jsonFile("tsconfig.build.json", buildConfiguration),
    testConfiguration,
  ];
}

function jsonFile(path: string, value: Json): PlannedFile {
  return { kind: "text", path, text: `${jsonText(value, 2)}\n` };
}
