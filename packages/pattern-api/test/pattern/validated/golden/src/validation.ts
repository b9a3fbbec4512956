import {
  type CallValidator,
  callValidator,
  type CallValidatorOptions,
  operationChecks,
} from "@agentflow/core/validation";
import * as operations from "./validation/operations.js";

export { operations };
export * as schemas from "./validation/schemas.js";
export { ValidationError, validationErrorOf } from "@agentflow/core/validation";

/** Checks the calls of every operation. Give it to a client as its option `validate`. */
export function validator(options?: CallValidatorOptions): CallValidator {
  return callValidator(operationChecks(operations), options);
}
