import { type ErrorCode, errorCodes } from "@agentflow/core";
import { describe, expect, test } from "vitest";
import { exitCodeOf } from "../src/exit-code.js";

describe("exitCodeOf", () => {
  test("every error code has an exit code that is not 0", () => {
    const codes = Object.values(errorCodes).map((code) => exitCodeOf(code));
    expect(new Set(codes)).toEqual(new Set([1, 2, 3, 5, 6, 130]));
  });

  const cases: readonly (readonly [ErrorCode, number])[] = [
    ["AF_SERVICE_UNKNOWN", 2],
    ["AF_TYPE_UNKNOWN", 2],
    ["AF_PATTERN_TIED", 2],
    ["AF_DOCUMENT_MALFORMED", 2],
    ["AF_OUTPUT_FOREIGN", 2],
    ["AF_REGISTRY_UNREACHABLE", 1],
    ["AF_INTEGRITY_MISMATCHED", 1],
    ["AF_PATTERN_ALTERED", 1],
    ["AF_LOCK_INVALID", 2],
    ["AF_VERSION_NOT_PINNED", 2],
    ["AF_LOCK_MISMATCHED", 3],
    ["AF_PATTERN_UNLOADABLE", 1],
    ["AF_WRITE_FAILED", 1],
    ["AF_OUTPUT_BUSY", 1],
    ["AF_INTERNAL", 1],
    ["AF_TYPECHECK_FAILED", 5],
    ["AF_TESTS_FAILED", 5],
    ["AF_SCORE_TOO_LOW", 5],
    ["AF_BUDGET_EXCEEDED", 6],
    ["AF_INTERRUPTED", 130],
  ];
  test.each(cases)("%s ends with %i", (code, expected) => {
    expect(exitCodeOf(code)).toBe(expected);
  });
});
