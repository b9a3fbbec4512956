import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import * as fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import type { GeneratedPackage } from "../tests/generated-package.js";
import { nearValue, type PlainSchema, schemas } from "./schema-arbitrary.js";
import { checkedPackage, documentOf, type Question, zodVerdicts } from "./verdicts.js";

const packages: GeneratedPackage[] = [];
afterAll(() => packages.forEach((one) => one.remove()));

/** Groups of schemas in the one package that is built, and values that each schema is asked about. */
const [groupCount, valueCount] = [60, 40];
const seed = 5;

/** A group's schemas under names of their own, with the references among them. */
function renamed(group: Readonly<Record<string, PlainSchema>>, place: number): object {
  const text = JSON.stringify(group).replaceAll(
    /#\/components\/schemas\/(\w+)/g,
    (pointer) => `${pointer}${place}`,
  );
  const named = JSON.parse(text) as Record<string, PlainSchema>; // what was written just now
  return Object.fromEntries(Object.entries(named).map(([name, one]) => [`${name}${place}`, one]));
}

describe("a schema of zod", { timeout: 120_000 }, () => {
  test("takes the values that ajv takes by the document's schema, and no others", () => {
    const groups = fc.sample(schemas, { numRuns: groupCount, seed });
    const all = Object.assign({}, ...groups.map(renamed)) as Record<string, PlainSchema>;
    const questions = groups.flatMap((group, place) =>
      Object.entries(group).flatMap(([name, schema]) =>
        fc
          .sample(nearValue(schema, group), { numRuns: valueCount, seed: seed + place })
          // As it comes from JSON: not without a prototype, as fast-check makes objects.
          .map((value): Question => [`${name}${place}`, JSON.parse(JSON.stringify(value))]),
      ),
    );
    const generated = checkedPackage(documentOf(all), {
      typing: { dates: "string", int64: "number", enums: "exhaustive" },
    });
    packages.push(generated);
    const verdicts = zodVerdicts(generated, questions);

    // Without `ownProperties`, ajv takes every object to have a member `constructor`.
    const ajv = new Ajv2020({ strict: false, logger: false, ownProperties: true });
    formats.default(ajv, ["date", "date-time", "uuid", "ipv4", "ipv6", "int32", "int64"]);
    ajv.addSchema({ $id: "document", components: { schemas: all } });
    const expected = questions.map(([name, value]) =>
      ajv.getSchema(`document#/components/schemas/${name}`)?.(value),
    );
    const differing = questions.flatMap(([name, value], place) =>
      verdicts[place] === expected[place]
        ? []
        : [{ schema: all[name], value, ajv: expected[place], zod: verdicts[place] }],
    );
    expect(differing.slice(0, 3).map((one) => JSON.stringify(one))).toEqual([]);
    // Values of one verdict alone would show nothing.
    const taken = expected.filter(Boolean).length / expected.length;
    expect(taken).toBeGreaterThan(0.1);
    expect(taken).toBeLessThan(0.9);
  });
});
