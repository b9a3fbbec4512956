import { AgentFlowError, errorCodes } from "@agentflow/core";
import type { ReadOptions } from "../dialect/database-reader.js";
import { exactTyping } from "./typing.js";

/**
 * Refuses choices of how values look: those of documents look as their own types have it.
 * @throws AF_INPUT_INVALID
 */
export function refuseTyping(_model: unknown, { typing }: Pick<ReadOptions, "typing">): void {
  const { types, columns, dimensions, ...defaults } = typing;
  const chosen =
    Object.keys({ ...types, ...columns, ...dimensions }).length > 0 ||
    JSON.stringify(defaults) !== JSON.stringify(exactTyping);
  if (!chosen) return;
  throw new AgentFlowError(
    errorCodes.inputInvalid,
    "`typing` is for databases of SQL: values of documents have types of their own.",
    { help: "Leave `typing` out of the configuration file." },
  );
}
