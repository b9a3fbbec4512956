import type { Finding } from "./finding.js";

/** The first version with all that the command and its tools use; `engines` in package.json says the same. */
const required = [22, 19] as const;

/** @param version as `process.version` gives it */
export function checkNode(version: string): Finding {
  const [major = 0, minor = 0] = version.replace(/^v/, "").split(".").map(Number);
  const enough = major > required[0] || (major === required[0] && minor >= required[1]);
  const finding = { id: "node", title: "Node.js" } as const;
  if (enough) return { ...finding, state: "ok", message: `Node.js ${version} runs the command.` };
  return {
    ...finding,
    state: "fail",
    message: `Node.js ${version} is older than ${required.join(".")}.`,
    help: "Install a current Node.js from https://nodejs.org.",
  };
}
