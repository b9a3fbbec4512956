import { AgentFlowError, errorCodes, stringLiteral } from "@agentflow/core";

/**
 * The hours that a person gave with `--minimum-age`.
 * @returns undefined when they gave none
 * @throws AF_USAGE_INVALID when it is no number of hours
 */
export function hoursOf(text: unknown): number | undefined {
  if (typeof text !== "string") return undefined;
  const hours = /^\d{1,6}(?:\.\d+)?$/.test(text) ? Number(text) : undefined;
  if (hours !== undefined) return hours;
  throw new AgentFlowError(
    errorCodes.usageInvalid,
    `${stringLiteral(text)} is no number of hours for --minimum-age.`,
    { help: "Give a number such as 24, or 0 for a version of any age." },
  );
}
