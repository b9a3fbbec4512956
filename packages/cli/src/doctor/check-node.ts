import { isSupportedNode, requiredNode } from "../node-version.js";
import type { Finding } from "./finding.js";

/** @param version as `process.version` gives it */
export function checkNode(version: string): Finding {
  const finding = { id: "node", title: "Node.js" } as const;
  if (isSupportedNode(version)) {
    return { ...finding, state: "ok", message: `Node.js ${version} runs the command.` };
  }
  return {
    ...finding,
    state: "fail",
    message: `Node.js ${version} is older than ${requiredNode}.`,
    help: "Install a current Node.js from https://nodejs.org.",
  };
}
