import { expect, test } from "vitest";
import { parseCheck } from "../../../src/sqlite/printing/parse-check.js";
import { checkRules } from "../../../src/tests/check-rules.js";

const columns = ["Price", "status", "last name"];
const price = { column: "Price", exclusive: false };

test.each([
  ["price >= 0", [{ ...price, kind: "least", value: 0 }]],
  ["0 < [PRICE]", [{ ...price, kind: "least", value: 0, exclusive: true }]],
  [
    "price between 1 and 1_000",
    [
      { ...price, kind: "least", value: 1 },
      { ...price, kind: "most", value: 1000 },
    ],
  ],
  [
    "price BETWEEN 1 AND 9 and status = 'a'",
    [
      { ...price, kind: "least", value: 1 },
      { ...price, kind: "most", value: 9 },
      { kind: "values", column: "status", values: ["a"] },
    ],
  ],
  [
    "status IN ('open', \"paid\")",
    [{ kind: "values", column: "status", values: ["open", "paid"] }],
  ],
  ["status == 'x'", [{ kind: "values", column: "status", values: ["x"] }]],
  ["status like '%@%'", [{ kind: "matches", column: "status", pattern: "^.*@.*$" }]],
  ['length("last name") <= 3', [{ kind: "shorter", column: "last name", value: 3 }]],
  ["status <> ''", [{ kind: "differs", column: "status", value: "" }]],
])("%s demands %j", (expression, rules) => {
  expect(checkRules(parseCheck(expression, columns))).toEqual(rules);
});

test.each([
  "price in (select 1)",
  "price between 1",
  "price between 1 or 2",
  "status glob 'a*'",
  "status not in ('a')",
  "status is not null",
  "price = x'00'",
  "typeof(price) = 'integer'",
  "price > 0 or status = 'free'",
  "status like",
  "status in ()",
  `status = '${"x".repeat(10_000)}'`,
])("%s is not understood", (expression) => {
  expect(checkRules(parseCheck(expression, columns))).toBeUndefined();
});
