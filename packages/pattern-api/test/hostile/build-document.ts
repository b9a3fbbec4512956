/**
 * Builds a package of one document as the command does, without verifying it, and tells how it ended and what it took.
 * Usage: `node --import <hooks> build-document.ts <document> <output folder>`
 */
import { createBuilder, isAgentFlowError } from "@agentflow/core";
import { dirname } from "node:path";

const [document = "", outDirectory = ""] = process.argv.slice(2);
const started = performance.now();
const projectDirectory = dirname(document);
const builder = createBuilder({
  projectDirectory,
  tools: { typescript: "", vitest: "", packages: {} },
});
let outcome = "built";
let message = "";
const warnings = new Set<string>();
try {
  const report = await builder.build(
    { name: "Hostile", type: "api", document, options: { validate: "zod" } },
    { outDirectory, verify: false },
  );
  for (const { code } of report.diagnostics) warnings.add(code);
} catch (error) {
  outcome = isAgentFlowError(error) ? error.code : String(error);
  message = String(error);
}
console.log(
  JSON.stringify({
    outcome,
    message: message.slice(0, 400),
    warnings: [...warnings],
    seconds: (performance.now() - started) / 1000,
    mebibytes: process.resourceUsage().maxRSS / 1024,
  }),
);
