export type { CallValidator } from "./runtime/validation/call-validator.js";
export {
  callValidator,
  type CallValidatorOptions,
  operationChecks,
} from "./runtime/validation/create-validator.js";
export * from "./runtime/validation/formats.js";
export { charactersBetween, hasUniqueItems, membersBetween } from "./runtime/validation/limits.js";
export type { Mismatch } from "./runtime/validation/mismatch.js";
export { isMatchable, matching, matchingNone } from "./runtime/validation/pattern/matching.js";
export {
  holds,
  type PatternMatcher,
  patternMatcher,
} from "./runtime/validation/pattern/pattern-match.js";
export {
  type CharacterRange,
  parsePattern,
  type PatternNode,
} from "./runtime/validation/pattern/pattern-syntax.js";
export type { OperationChecks, Schema, SchemaIssue } from "./runtime/validation/schema.js";
export { ValidationError, validationErrorOf } from "./runtime/validation/validation-error.js";
