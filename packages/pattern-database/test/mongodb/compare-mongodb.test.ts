import { expect, test } from "vitest";
import { compareReadModels } from "../../src/compare-read-models.js";
import type {
  CollectionModel,
  FieldModel,
  MongodbModel,
  ValueModel,
} from "../../src/mongodb/model/mongodb-model.js";

const text: ValueModel = { kind: "scalar", type: "string", rules: {} };

function field(name: string, value: ValueModel = text, optional = false): FieldModel {
  return { name, value, optional, seen: null, comment: null };
}

function collection(
  name: string,
  fields: readonly FieldModel[],
  further: Partial<CollectionModel> = {},
): CollectionModel {
  return {
    name,
    kind: "collection",
    viewOn: null,
    capped: false,
    comment: null,
    validation: null,
    validatorKnown: true,
    sampled: 0,
    document: { kind: "document", fields, open: true },
    indexes: [],
    ...further,
  };
}

function model(...collections: readonly CollectionModel[]): MongodbModel {
  return {
    name: "Shop",
    dialect: "mongodb",
    serverVersion: "7.0.0",
    collections,
    baseline: "",
    unit: { singular: "collection", plural: "collections", count: 0, ids: [] },
    documentDigest: "",
  };
}

/** The differences between two collections of one name. */
function told(before: CollectionModel, after: CollectionModel): readonly string[] {
  return compareReadModels(model(before), model(after)).differences.map(
    ({ kind, subject, detail, breaking }) =>
      `${kind} ${subject}${detail === "" ? "" : `: ${detail}`}${breaking ? " (breaking)" : ""}`,
  );
}

const index = {
  name: "email_1",
  keys: [["email", "1"]],
  unique: true,
  partial: false,
  expireAfterSeconds: null,
} as const;

test.each<[string, CollectionModel, CollectionModel, readonly string[]]>([
  ["nothing", collection("a", [field("b")]), collection("a", [field("b")]), []],
  [
    "how many documents were looked at",
    collection("a", [], { sampled: 1 }),
    collection("a", [], { sampled: 9 }),
    [],
  ],
  [
    "fields that came and went",
    collection("a", [field("old")]),
    collection("a", [field("new"), field("maybe", text, true)]),
    [
      "removed field a.old (breaking)",
      "added field a.new: string (breaking)",
      "added field a.maybe: string",
    ],
  ],
  [
    "a field that may now be left out",
    collection("a", [field("b")]),
    collection("a", [field("b", text, true)]),
    ["changed field a.b: optional false becomes true (breaking)"],
  ],
  [
    "a field within a document",
    collection("a", [field("b", { kind: "document", fields: [field("c")], open: false })]),
    collection("a", [
      field("b", {
        kind: "document",
        fields: [field("c", { kind: "scalar", type: "int", rules: { minimum: 1 } })],
        open: false,
      }),
    ]),
    ['changed field a.b.c: string becomes int {"minimum":1} (breaking)'],
  ],
  [
    "types of every kind",
    collection("a", [field("b", { kind: "array", items: text, rules: {} })]),
    collection("a", [
      field("b", {
        kind: "union",
        of: [
          { kind: "record", values: text },
          { kind: "document", fields: [field("c", text, true), field("d")], open: true },
        ],
      }),
    ]),
    [
      "changed field a.b: array of string becomes record of string or { c?: string, d: string } (breaking)",
    ],
  ],
  [
    "validation",
    collection("a", []),
    collection("a", [], { validation: "strict" }),
    ["changed collection a: validation none becomes strict"],
  ],
  [
    "a unique index that came",
    collection("a", []),
    collection("a", [], { indexes: [index] }),
    ["added index a.email_1 (breaking)"],
  ],
  [
    "an index that went",
    collection("a", [], { indexes: [{ ...index, unique: false }] }),
    collection("a", []),
    ["removed index a.email_1"],
  ],
])("tells %s", (_, before, after, differences) => {
  expect(told(before, after)).toEqual(differences);
});

test("collections that came and went are told, and that there are no statements", () => {
  const { differences, scripts, notes } = compareReadModels(
    model(collection("a", [])),
    model(collection("b", [])),
  );
  expect(differences.map(({ kind, subject }) => `${kind} ${subject}`)).toEqual([
    "removed collection a",
    "added collection b",
  ]);
  expect([scripts, notes]).toEqual([[], ["MongoDB has no statements to bring one to the other."]]);
});
