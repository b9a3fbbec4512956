import { errorCodes } from "../../errors/error-codes.js";
import { AgentFlowError } from "../../errors/error.js";
import type { SecretValidation } from "./secret-manager.js";

/** @throws AF_SECRET_INVALID when the validation refuses the value; it is not shown */
export function validateSecret(
  name: string,
  value: string,
  validation: SecretValidation | undefined,
): void {
  if (validation === undefined || isValid(value, validation)) return;
  // No cause: what a schema throws may quote the value.
  throw new AgentFlowError(
    errorCodes.secretInvalid,
    `The secret "${name}" does not have the form that is expected.`,
    { help: "Check its value, such as for quotes or a line break; it is not shown here." },
  );
}

function isValid(value: string, validation: SecretValidation): boolean {
  try {
    if (typeof validation === "function") return validation(value);
    validation.parse(value);
    return true;
  } catch {
    return false;
  }
}
