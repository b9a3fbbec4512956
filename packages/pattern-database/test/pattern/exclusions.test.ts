import { readFileSync } from "node:fs";
import { expect, onTestFinished, test, vi } from "vitest";
import { readDdl } from "../read-model.js";
import { filesOf, GeneratedPackage } from "./generated-package.js";

vi.setConfig({ testTimeout: 300_000 });

const tested = [
  "also refuses a second row that first_of_two forbids",
  "also refuses a second row that second_of_two forbids",
  "bookings refuses a second row that no_two_at_once forbids",
  "codes refuses a second row that same_kind forbids",
  "flags refuses a second row that flags_n_excl forbids",
  'meetings refuses a second row that one "meeting" forbids',
  "periods refuses a second row that periods_key forbids",
  "shapes refuses a second row that areas forbids",
  "shapes refuses a second row that frames forbids",
  "shapes refuses a second row that networks forbids",
  "shapes refuses a second row that seats forbids",
  "shapes refuses a second row that spans forbids",
  "stays refuses a second row that stays_apart forbids",
  "zoo refuses a second row that one_kind forbids",
];

test("generated tests break each exclusion constraint that they can, and say of the others why not", async () => {
  const schema = readFileSync(new URL("../models/exclusions.sql", import.meta.url), "utf8");
  const model = await readDdl(schema);
  const generated = new GeneratedPackage(model);
  onTestFinished(() => generated.remove());
  expect(generated.compile("--noUnusedLocals", "--noUnusedParameters")).toBe("");
  const whole = generated.test();
  expect(whole.failed).toEqual([]);
  expect(whole.passed.filter((name) => tested.includes(name)).toSorted()).toEqual(tested);
  const notes = Object.values(filesOf(model)).flatMap((text) =>
    [...text.matchAll(/The exclusion constraint [^.]*is\s+not\s+tested: [^.]*\./g)].map(([note]) =>
      note.replaceAll(/\s+(?:\* )?/g, " "),
    ),
  );
  expect(notes).toMatchInlineSnapshot(`
    [
      "The exclusion constraint adjacency is not tested: values that conflict by -|- are not known.",
      "The exclusion constraint spans_of_two is not tested: no range of a and b is known that holds anything.",
      "The exclusion constraint one_animal is not tested: both_ways_cage_key may forbid the same rows.",
      "The exclusion constraint lower_ends is not tested: what it says is not understood.",
      "The exclusion constraint n_and_span is not tested: values that conflict by && are not known.",
      "The exclusion constraint same_word is not tested: expression_of_word may forbid the same rows.",
      "The exclusion constraint spans_apart is not tested: no second row is known that differs in everything else.",
      "The exclusion constraint n_and_serial is not tested: the database gives serial its value.",
      "The exclusion constraint room_again is not tested: keyed_pkey may forbid the same rows.",
      "The exclusion constraint words is not tested: no value is known for its condition on word.",
      "The exclusion constraint optional_room_id_excl is not tested: its rows may leave room_id out.",
    ]
  `);

  // Without the constraints, nothing else may make these tests pass.
  const names = model.tables.flatMap(({ exclusions }) => exclusions.map(({ name }) => name));
  const lost = model.tables.flatMap((table) =>
    table.exclusions.map(
      ({ name }) => `alter table "${table.name}" drop constraint "${name.replaceAll('"', '""')}";`,
    ),
  );
  expect(names.length).toBe(tested.length + notes.length);
  generated.write("migrations/0001-baseline.sql", `${model.schemaSql}\n${lost.join("\n")}\n`);
  const failed = generated.test().failed.map((name) => name.replace(/: .*/s, ""));
  expect(failed.toSorted()).toEqual(tested);
});
