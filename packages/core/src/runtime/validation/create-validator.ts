import type { CallValidator } from "./call-validator.js";
import { type Mismatch, mismatchesOf } from "./mismatch.js";
import type { OperationChecks, Schema } from "./schema.js";
import { ValidationError } from "./validation-error.js";

/** What is checked, and what becomes of a difference. */
export interface CallValidatorOptions {
  /** What callers give. Default: true. */
  readonly requests?: boolean | undefined;
  /** What the service answers. Default: true. */
  readonly answers?: boolean | undefined;
  /** Takes each difference instead of the call being rejected, such as to count or log it. Default: none. */
  readonly onMismatch?: ((error: ValidationError) => void) | undefined;
}

/**
 * Checks the calls of some operations; those of others pass. Give it to a client as `validate`.
 * Values stay as they are: what the checks give back is not used.
 */
export function callValidator(
  checks: Iterable<OperationChecks>,
  { requests = true, answers = true, onMismatch }: CallValidatorOptions = {},
): CallValidator {
  const byOperation = new Map([...checks].map((check) => [check.operation, check]));
  const check = (
    part: "request" | "answer",
    operation: string,
    schema: Schema | undefined,
    value: unknown,
  ): void => {
    const mismatches = schema === undefined ? [] : mismatchesIn(schema, value);
    if (mismatches.length === 0) return;
    const error = new ValidationError(operation, part, mismatches);
    if (onMismatch === undefined) throw error;
    onMismatch(error);
  };
  return {
    request(operation, params) {
      if (requests) check("request", operation, byOperation.get(operation)?.params, params);
    },
    answer(operation, status, data) {
      if (!answers) return;
      const known = byOperation.get(operation)?.answers;
      check("answer", operation, known && schemaFor(status, known), data);
    },
  };
}

function mismatchesIn(schema: Schema, value: unknown): readonly Mismatch[] {
  try {
    const parsed = schema.safeParse(value);
    return parsed.success ? [] : mismatchesOf(parsed.error.issues);
  } catch (error) {
    // The stack is at its end: what nests as deep as that was not looked at.
    if (error instanceof RangeError) return [{ path: [], message: "expected less nesting" }];
    throw error;
  }
}

/** The checks among what modules of a generated package export. */
export function operationChecks(
  groups: Readonly<Record<string, object>>,
): readonly OperationChecks[] {
  return Object.values(groups).flatMap((group) =>
    Object.values(group).filter(
      (member): member is OperationChecks =>
        typeof member === "object" && member !== null && "operation" in member,
    ),
  );
}

/** OpenAPI §"Responses Object": a status goes before its range, and that before `default`. */
function schemaFor(status: number, answers: OperationChecks["answers"]): Schema | undefined {
  return answers[status] ?? answers[`${Math.floor(status / 100)}XX`] ?? answers["default"];
}
