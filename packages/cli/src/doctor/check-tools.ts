import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { findToolPackage, isAgentFlowError, toolProgram } from "@agentflow/core";
import { commandFile } from "../verification-tools.js";
import type { Finding } from "./finding.js";

const tools = [
  { name: "typescript", program: "tsc" },
  { name: "vitest", program: "vitest" },
] as const;

const run = promisify(execFile);

/** Whether the type checker and the test runner are there and start, in milliseconds at most 30,000 each. */
export async function checkTools(from = commandFile): Promise<readonly Finding[]> {
  return Promise.all(tools.map((tool) => checkTool(tool.name, tool.program, from)));
}

async function checkTool(name: string, programName: string, from: string): Promise<Finding> {
  const finding = {
    id: name,
    title: name === "typescript" ? "Type checker" : "Test runner",
  } as const;
  const help =
    "Install @agentflow/cli again, with its optional dependencies: they hold the programs for this machine.";
  try {
    const found = findToolPackage(name, from);
    await run(process.execPath, [toolProgram(found, programName), "--version"], {
      timeout: 30_000,
    });
    return { ...finding, state: "ok", message: `${name} ${found.version} starts.` };
  } catch (error) {
    if (isAgentFlowError(error)) {
      return { ...finding, state: "fail", message: error.message, help: error.help };
    }
    const [reason = ""] = String(error).split("\n");
    return { ...finding, state: "fail", message: `${name} does not start: ${reason}`, help };
  }
}
