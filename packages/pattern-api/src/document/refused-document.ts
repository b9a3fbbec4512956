import { AgentFlowError, errorCodes, stringLiteral } from "@agentflow/core";
import type { Recognition } from "./recognise-document.js";

/** The error of a document that is none of those that are read. */
export function refusedDocument(source: string, seen: Recognition): AgentFlowError {
  const code = seen.known ? errorCodes.documentUnsupported : errorCodes.documentUnrecognised;
  return new AgentFlowError(
    code,
    `${stringLiteral(source)} seems to be ${seen.what}, not an OpenAPI document of a version that is read.`,
    { help: seen.help, location: { source } },
  );
}
