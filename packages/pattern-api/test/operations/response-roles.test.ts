import { describe, expect, test } from "vitest";
import type { OperationModel } from "../../src/model/api-model.js";
import { responseRoles } from "../../src/operations/response-roles.js";
import { operation, response } from "../tests/small-model.js";

function roles(
  statuses: readonly string[],
  method: OperationModel["method"] = "GET",
): { success: readonly string[]; errors: readonly string[]; redirected: boolean } {
  const responses = statuses.map((status) => response(status));
  const { success, errors, redirected } = responseRoles(operation({ method, responses }));
  return {
    success: success.map(({ status }) => status),
    errors: errors.map(({ status }) => status),
    redirected,
  };
}

describe("responseRoles", () => {
  test("every 2xx is an answer and everything from 300 is an error", () => {
    expect(roles(["200", "204", "2XX", "301", "304", "404", "5XX", "default"])).toEqual({
      success: ["200", "204", "2XX"],
      errors: ["301", "304", "404", "5XX", "default"],
      redirected: false,
    });
  });

  test("a read that answers with redirects only resolves with what they lead to", () => {
    expect(roles(["302", "304", "404"])).toEqual({
      success: [],
      errors: ["304", "404"],
      redirected: true,
    });
  });

  test("a write that answers with a redirect resolves with that answer", () => {
    expect(roles(["303", "422"], "POST")).toEqual({
      success: ["303"],
      errors: ["422"],
      redirected: false,
    });
  });

  test.each(["307", "308"])("a write is sent again after %s", (status) => {
    expect(roles([status], "POST").redirected).toBe(true);
  });

  test("default is the answer where no other is documented", () => {
    expect(roles(["404", "default"])).toEqual({
      success: ["default"],
      errors: ["404"],
      redirected: false,
    });
  });

  test("304 alone is no answer, and 1xx is nothing to a caller", () => {
    expect(roles(["101", "304"])).toEqual({ success: [], errors: ["304"], redirected: false });
  });
});
