import { expect, test } from "vitest";
import { parseExclusion } from "../../../src/postgresql/printing/parse-exclusion.js";

const by = (column: string, operator: string) => ({ kind: "column", column, operator }) as const;

test.each([
  ["EXCLUDE USING gist (room WITH =, during WITH &&)", [by("room", "="), by("during", "&&")]],
  ['EXCLUDE USING gist ("a ""b"", (c" WITH =)', [by('a "b", (c', "=")]],
  ['EXCLUDE USING gist (room COLLATE "C" gist_text_ops WITH <>)', [by("room", "<>")]],
  ["EXCLUDE USING gist (at WITH -|-) DEFERRABLE INITIALLY DEFERRED", [by("at", "-|-")]],
  ['PRIMARY KEY (id, "valid at" WITHOUT OVERLAPS)', [by("id", "="), by("valid at", "&&")]],
  [
    "EXCLUDE USING gist (tsrange(starts, \"Ends\", '[]'::text) WITH &&)",
    [{ kind: "range", from: "starts", to: "Ends", holdsEnd: true, operator: "&&" }],
  ],
  [
    "EXCLUDE USING gist (daterange((a)::date, b, '(]'::text) WITH &&)",
    [{ kind: "range", from: "a", to: "b", holdsEnd: true, operator: "&&" }],
  ],
  [
    "EXCLUDE USING gist (int4range(a, b) WITH =)",
    [{ kind: "range", from: "a", to: "b", holdsEnd: false, operator: "=" }],
  ],
])("%s compares %j", (sql, elements) => {
  expect(parseExclusion(sql)).toEqual({ elements, conditions: [] });
});

test.each([
  ["(NOT cancelled)", [{ kind: "boolean", column: "cancelled", value: false }]],
  ["active", [{ kind: "boolean", column: "active", value: true }]],
  ['("deleted AND at" IS NULL)', [{ kind: "null", column: "deleted AND at" }]],
  ["(n IS NOT NULL)", [{ kind: "present", column: "n" }]],
  [
    "((state <> ' AND '::text) AND (NOT \"a b\"))",
    [
      { kind: "differs", column: "state", value: " AND " },
      { kind: "boolean", column: "a b", value: false },
    ],
  ],
  ["(n > 3)", [{ kind: "least", column: "n", value: 3, exclusive: true }]],
])("WHERE (%s) is about rows of %j", (where, conditions) => {
  const sql = `EXCLUDE USING gist (at WITH =) WHERE (${where}) DEFERRABLE`;
  expect(parseExclusion(sql)).toEqual({ elements: [by("at", "=")], conditions });
});

test.each([
  "EXCLUDE",
  "EXCLUDE USING gist (a WITH =",
  "EXCLUDE USING gist (a)",
  "EXCLUDE USING gist (a WITH OPERATOR(shop.=))",
  "EXCLUDE USING gist (lower(a) WITH =)",
  "EXCLUDE USING gist ((a + b) WITH =)",
  "EXCLUDE USING gist (a WITH =, f(a) WITH &&)",
  "EXCLUDE USING gist (int4range(a, 3) WITH &&)",
  "EXCLUDE USING gist (int4range(a, b, c) WITH &&)",
  "EXCLUDE USING gist (int4range(a, b, 'x'::text) WITH &&)",
  "EXCLUDE USING gist (int4range(a, b, '[]'::text, 4) WITH &&)",
  "EXCLUDE USING gist (a WITH =) WHERE ((a",
  "EXCLUDE USING gist (a WITH =) WHERE (f(a))",
  "EXCLUDE USING gist (a WITH =) WHERE ((a IS NULL) OR b)",
  "EXCLUDE USING gist (a WITH =) WHERE ((a IS NULL) AND f(b))",
  "EXCLUDE USING gist (a WITH =) WHERE ((lower(a) IS NULL))",
  "PRIMARY KEY (lower(id), during WITHOUT OVERLAPS)",
])("%s is not understood", (sql) => {
  expect(parseExclusion(sql)).toBeUndefined();
});
