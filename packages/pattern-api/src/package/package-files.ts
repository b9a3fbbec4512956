import { type Json, jsonText, type PlannedFile } from "@agentflow/core";
import { serviceNames } from "../client/service-names.js";
import type { ApiModel } from "../model/api-model.js";
import { templates } from "../templates.js";
import { packageJson } from "./package-json.js";
import { buildConfiguration, typeCheckConfiguration } from "./typescript-configuration.js";

/** What makes the folder a package that builds and tests by itself after `npm install`. */
export function packageFiles(model: ApiModel): readonly PlannedFile[] {
  const { packageName } = serviceNames(model.name);
  return [
    jsonFile("package.json", packageJson(model)),
    jsonFile("tsconfig.json", typeCheckConfiguration(packageName, model.typing)),
    jsonFile("tsconfig.build.json", buildConfiguration),
    templates.copy("vitest.config.ts", "vitest.config.ts"),
  ];
}

function jsonFile(path: string, value: Json): PlannedFile {
  return { kind: "text", path, text: `${jsonText(value, 2)}\n` };
}
