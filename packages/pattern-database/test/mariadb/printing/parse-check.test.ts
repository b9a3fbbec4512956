import { expect, test } from "vitest";
import { parseCheck } from "../../../src/mariadb/printing/parse-check.js";
import { checkRules } from "../../../src/tests/check-rules.js";

test.each([
  [
    "`a` > 0 and `a` <= 9.5",
    [
      ["least", 0],
      ["most", 9.5],
    ],
  ],
  [
    "`a` between -5 and 40 and `b` <> 1",
    [
      ["least", -5],
      ["most", 40],
      ["differs", 1],
    ],
  ],
  ["`a` in ('x','it''s')", [["values", ["x", "it's"]]]],
  ["`a` in (1,-2)", [["values", [1, -2]]]],
  [
    "octet_length(`a`) < 40 and char_length(`a`) >= 2",
    [
      ["shorter", 39],
      ["longer", 2],
    ],
  ],
  ["`a` like '%_@_%'", [["matches", "^.*.@..*$"]]],
  ["`a` regexp '^x'", [["matches", "^x"]]],
  ["`a` = _utf8mb4'x'", [["values", ["x"]]]],
  ["`a` < `b`", [["after", undefined]]],
  ["`a` is not null", undefined],
  ["`a` not in (1,2)", undefined],
  ["`a` > 0 or `a` < 0", undefined],
  ["json_valid(`a`)", [["json", undefined]]],
  [`\`a\` <> '${"x".repeat(10_000)}'`, undefined],
])("%s demands %j", (expression, expected) => {
  const rules = checkRules(parseCheck(expression));
  expect(
    rules?.map((rule) => [
      rule.kind,
      "value" in rule
        ? rule.value
        : "values" in rule
          ? rule.values
          : "pattern" in rule
            ? rule.pattern
            : undefined,
    ]),
  ).toEqual(expected);
});
