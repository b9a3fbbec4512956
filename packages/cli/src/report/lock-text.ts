import type { BuildReport } from "@agentflow/core";
import { countedText } from "../figures.js";
import type { Style } from "../style.js";
import { terminalLine } from "../terminal-text.js";

/** Differences that one line names; `--json` has them all. */
const named = 3;

/** What a build means for `agentflow.lock`, in one line. */
export function lockText(lock: BuildReport["lock"], style: Style): string {
  const unverified =
    lock.unverified.length === 0
      ? ""
      : `; without a hash of the tarball of ${lock.unverified.join(" and ")}`;
  return `${stateText(lock, style)}${terminalLine(unverified)}`;
}

function stateText({ state, differences }: BuildReport["lock"], style: Style): string {
  if (state === "outside") return style.caution("no, its folder lies outside the project");
  if (state === "added") return "in agentflow.lock, which had nothing of it";
  if (state === "unchanged") return "as agentflow.lock has it";
  const fields = differences.slice(0, named).map(({ field }) => terminalLine(field));
  const more = differences.length - fields.length;
  const others = more > 0 ? ` and ${countedText(more, "other")}` : "";
  return style.caution(`anew in agentflow.lock: ${fields.join(", ") || "its notes"}${others}`);
}
