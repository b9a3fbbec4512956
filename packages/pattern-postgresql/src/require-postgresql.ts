import { AgentFlowError, errorCodes } from "@agentflow/core";
import type { DatabaseModel, ReadModel } from "@agentflow/pattern-database";

/** @throws AF_INPUT_INVALID when the database that was read is another one */
export function requirePostgresql(model: ReadModel): DatabaseModel {
  if (model.dialect === "postgresql") return model;
  throw new AgentFlowError(
    errorCodes.inputInvalid,
    `The pattern postgresql reads PostgreSQL only; the database is one of ${model.dialect}.`,
    { help: "Choose --pattern @agentflow/pattern-database." },
  );
}
