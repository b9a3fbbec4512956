import { AgentFlowError, errorCodes } from "@agentflow/core";
import type { DatabaseModel, ReadModel } from "@agentflow/pattern-database";

/** @throws AF_INPUT_INVALID when the database that was read is another one */
export function requirePostgresql(model: ReadModel): DatabaseModel {
  const { dialect }: { readonly dialect: string } = model;
  if (dialect === "postgresql") return model;
  throw new AgentFlowError(
    errorCodes.inputInvalid,
    `The pattern postgresql reads PostgreSQL only; the database is one of ${dialect}.`,
    { help: "Choose --pattern @agentflow/pattern-database." },
  );
}
