import { join } from "node:path";
import { discoverPatterns, findProject } from "@agentflow/core";
import type { Finding } from "./finding.js";

/** Whether there is a project, which patterns it has installed, and what is wrong with them. */
export async function checkProject(workingDirectory: string): Promise<readonly Finding[]> {
  const directory = await findProject(workingDirectory);
  if (directory === undefined) {
    return [
      {
        id: "project",
        title: "Project",
        state: "fail",
        message: `Neither ${workingDirectory} nor a folder above it has a package.json.`,
        help: 'Run "npm init -y" where your project starts.',
      },
    ];
  }
  const message = `The project is ${join(directory, "package.json")}.`;
  return [
    { id: "project", title: "Project", state: "ok", message },
    ...(await checkPatterns(directory)),
  ];
}

async function checkPatterns(directory: string): Promise<readonly Finding[]> {
  const { patterns, problems } = await discoverPatterns(directory);
  const finding = { id: "patterns", title: "Patterns" } as const;
  const names = patterns.map(({ packageName, version }) => `${packageName} ${version}`);
  return [
    names.length > 0
      ? { ...finding, state: "ok", message: `Installed: ${names.join(", ")}.` }
      : {
          ...finding,
          state: "fail",
          message: "The project depends on no pattern.",
          help: 'Install one, such as "agentflow pattern add api".',
        },
    ...problems.map((problem): Finding => ({
      ...finding,
      state: problem.severity === "error" ? "fail" : "warn",
      message: `${problem.code}: ${problem.message}`,
      help: problem.help,
    })),
  ];
}
