import { defaultCacheDirectory } from "@agentflow/core";
import type { CommandContext } from "../command-context.js";
import type { CommandOutcome } from "../command-outcome.js";
import { checkCache } from "../doctor/check-cache.js";
import { checkNode } from "../doctor/check-node.js";
import { checkProject } from "../doctor/check-project.js";
import { checkRegistry } from "../doctor/check-registry.js";
import { checkTools } from "../doctor/check-tools.js";
import type { Finding } from "../doctor/finding.js";
import { exitCodes } from "../exit-code.js";
import type { Style } from "../style.js";
import { terminalLine } from "../terminal-text.js";

/** `agentflow doctor`: fails when something is missing that a build needs. */
export async function doctor(
  given: Readonly<Record<string, unknown>>,
  { io, style }: CommandContext,
): Promise<CommandOutcome> {
  const [project, cache, tools, registry] = await Promise.all([
    checkProject(io.workingDirectory),
    checkCache(defaultCacheDirectory(io.environment)),
    checkTools(),
    checkRegistry(io, given["online"] === true),
  ]);
  const findings = [checkNode(io.nodeVersion), ...project, cache, ...tools, registry];
  const healthy = findings.every(({ state }) => state !== "fail");
  const conclusion = healthy
    ? style.good("Everything a build needs is here.")
    : style.bad("Something a build needs is missing.");
  return {
    exitCode: healthy ? exitCodes.done : exitCodes.failed,
    document: { healthy, findings },
    text: [...findings.map((finding) => findingText(finding, style)), "", conclusion].join("\n"),
  };
}

function findingText({ title, state, message, help }: Finding, style: Style): string {
  const mark = { ok: style.good("ok  "), warn: style.caution("warn"), fail: style.bad("fail") }[
    state
  ];
  const line = `${mark}  ${style.bold(title.padEnd(13))} ${terminalLine(message)}`;
  return help === undefined ? line : `${line}\n${" ".repeat(20)}→ ${terminalLine(help)}`;
}
