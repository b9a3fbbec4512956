import { keyLiteral, stringLiteral } from "@agentflow/core";
import type { AttributeKind } from "@agentflow/database/dynamodb";
import type { KeyModel } from "../dynamodb-model.js";
import { keyNames, type NamedTable, type NamedTables } from "./named-tables.js";

/** A value for `n`, by the kinds that keys have. */
const samples: Partial<Readonly<Record<AttributeKind, string>>> = {
  number: "n",
  bytes: "Uint8Array.of(n)",
};

/** `test/tables/<file>.test.ts`: what a table gives and takes. */
export function tableTest({ names }: NamedTables, { id, key, model, types }: NamedTable): string {
  const access = `${names.variable}.${key}`;
  const keys = keyNames(model);
  const keyed = new Set([...keys, ...model.indexes.flatMap((index) => keyNames(index))]);
  const sampleOf = (name: string): string =>
    samples[model.attributes.find((each) => each.name === name)?.kind ?? "any"] ?? "`text ${n}`";
  const members = (attributes: Iterable<string>): string =>
    Array.from(attributes, (name) => `    ${keyLiteral(name)}: ${sampleOf(name)},\n`).join("");
  const test = (what: string, lines: readonly string[]): string =>
    `test(${stringLiteral(`${id} ${what}`)}, async () => {\n${lines.map((line) => `  ${line}\n`).join("")}});\n`;
  return [
    `import { beforeEach, expect, test } from "vitest";\nimport type { ${types.row}, ${types.key} } from "../../src/index.js";\nimport { clear, refusal, ${names.variable} } from "../scene.js";\n\nbeforeEach(() => clear(${stringLiteral(model.name)}));\n`,
    `function newItem(n: number): ${types.row} {\n  return {\n${members(keyed)}  };\n}\n`,
    `function keyOf(n: number): ${types.key} {\n  return {\n${members(keys)}  };\n}\n`,
    test("gives back what was inserted, once", [
      `const inserted = await ${access}.insert(newItem(1));`,
      "expect(inserted).toEqual(newItem(1));",
      `expect(await ${access}.get(keyOf(1), { consistent: true })).toEqual(inserted);`,
      `expect((await refusal(${access}.insert(newItem(1)))).kind).toBe("unique-violation");`,
    ]),
    test("changes an item that is there, and no other", [
      `await ${access}.insert(newItem(1));`,
      `const changed = await ${access}.update(keyOf(1), { added: "text" });`,
      `expect(changed).toEqual({ ...newItem(1), added: "text" });`,
      `expect((await refusal(${access}.update(keyOf(2), { added: "text" }))).kind).toBe("not-found");`,
      `expect(await ${access}.get(keyOf(2))).toBeUndefined();`,
    ]),
    test("puts, reads and removes many items", [
      `expect(await ${access}.putMany([1, 2, 3].map((n) => newItem(n)))).toBe(3);`,
      `expect(await ${access}.getMany([keyOf(3), keyOf(1)])).toEqual([newItem(3), newItem(1)]);`,
      `expect((await ${access}.scanPage()).items).toHaveLength(3);`,
      `expect(await ${access}.deleteMany([keyOf(1), keyOf(2)])).toBe(2);`,
      `expect(await ${access}.delete(keyOf(3))).toEqual(newItem(3));`,
      `expect((await ${access}.scanPage()).items).toEqual([]);`,
    ]),
    test("finds items by its partition key", [
      `await ${access}.putMany([newItem(1), newItem(2)]);`,
      `expect(await ${access}.query(${queryOf(model)})).toEqual([newItem(1)]);`,
    ]),
    ...model.indexes.map((index) =>
      test(`finds items by its index ${index.name}`, [
        `await ${access}.putMany([newItem(1), newItem(2)]);`,
        `const found = await ${access}.query(${queryOf(index, index.name)});`,
        "expect(found).toHaveLength(1);",
        "expect(found[0]).toMatchObject(keyOf(1));",
      ]),
    ),
  ].join("\n");
}

/** What finds the first item by a key. */
function queryOf({ partitionKey }: KeyModel, index?: string): string {
  const named = index === undefined ? "" : `index: ${stringLiteral(index)}, `;
  return `{ ${named}key: newItem(1)[${stringLiteral(partitionKey)}] as never }`;
}
