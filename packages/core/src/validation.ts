export type { CallValidator } from "./runtime/validation/call-validator.js";
export {
  callValidator,
  type CallValidatorOptions,
  operationChecks,
} from "./runtime/validation/create-validator.js";
export * from "./runtime/validation/formats.js";
export {
  atMostCharacters,
  hasUniqueItems,
  membersBetween,
} from "./runtime/validation/limits.js";
export type { Mismatch } from "./runtime/validation/mismatch.js";
export type { OperationChecks, Schema, SchemaIssue } from "./runtime/validation/schema.js";
export { ValidationError, validationErrorOf } from "./runtime/validation/validation-error.js";
