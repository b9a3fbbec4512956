import { type Json, jsonText, type PlannedFile } from "@agentflow/core";
import type { NamedDatabase } from "../names/named-database.js";
import { templates } from "../templates.js";
import { packageJson } from "./package-json.js";
import { buildConfiguration, typeCheckConfiguration } from "./typescript-configuration.js";

/** What makes the folder a package that builds and tests by itself after `npm install`. */
export function packageFiles(database: NamedDatabase): readonly PlannedFile[] {
  return [
    jsonFile("package.json", packageJson(database)),
    jsonFile("tsconfig.json", typeCheckConfiguration(database.names.packageName)),
    jsonFile("tsconfig.build.json", buildConfiguration),
    templates.copy("vitest.config.ts", "vitest.config.ts"),
  ];
}

function jsonFile(path: string, value: Json): PlannedFile {
  return { kind: "text", path, text: `${jsonText(value, 2)}\n` };
}
