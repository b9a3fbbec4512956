import { Code, keyLiteral, stringLiteral } from "@agentflow/core";
import { constraintTests, type PrintedTest } from "./constraint-tests.js";
import { documentPlan, type PlannedField } from "./document-plan.js";
import type { NamedCollection, NamedCollections } from "./named-collections.js";
import { isAddressable } from "./is-addressable.js";

/** `test/collections/<file>.test.ts`: what a collection gives and takes. */
export function collectionTest({ names }: NamedCollections, collection: NamedCollection): string {
  const access = `${names.variable}.${collection.key}`;
  const planned = documentPlan(collection);
  const tests =
    planned === undefined
      ? readTests(collection, access)
      : [
          ...writeTests(collection, planned, access),
          ...constraintTests(collection, planned, access),
        ];
  const maker = planned === undefined ? "" : documentMaker(collection, planned);
  const body = [maker, ...tests.map((each) => printedTest(each))].filter((part) => part !== "");
  return `${imports(collection, names.variable, body.join("\n"))}\n${body.join("\n")}`;
}

function imports({ model, types }: NamedCollection, variable: string, body: string): string {
  const writes = body.includes("newDocument(");
  const used = ["changed", "kindOf", "picked", "refusal", "without"].filter((name) =>
    body.includes(`${name}(`),
  );
  const scene = [variable, ...used, ...(writes ? ["clear"] : [])].toSorted();
  const row = writes ? `import type { ${types.insert} } from "../../src/index.js";\n` : "";
  const hooks = writes ? "beforeEach, " : "";
  const before = writes ? `\nbeforeEach(() => clear(${stringLiteral(model.name)}));\n` : "";
  return `import { ${hooks}expect, test } from "vitest";\n${row}import { ${scene.join(", ")} } from "../scene.js";\n${before}`;
}

/** What makes different documents, by their number. */
function documentMaker({ types }: NamedCollection, planned: readonly PlannedField[]): string {
  const members = planned.map(
    ({ field, sample }) => `    ${keyLiteral(field.name)}: ${sample.source},\n`,
  );
  const parameter = planned.some(({ sample }) => /\bn\b/.test(sample.source)) ? "n" : "_n";
  const type = Code.identifier(types.insert).toString();
  return `function newDocument(${parameter}: number): ${type} {\n  return {\n${members.join("")}  };\n}\n`;
}

function readTests({ id, model, key }: NamedCollection, access: string): readonly PrintedTest[] {
  return [
    {
      name: `${id} is a ${model.kind} that is read`,
      lines: [
        `expect(await kindOf(${access}.description.name)).toBe(${stringLiteral(model.kind)});`,
        `expect(await ${access}.find({ limit: 1 })).toHaveLength(Math.min(1, await ${access}.count()));`,
      ],
    },
    {
      name: `${id} refuses a filter by what it does not have (${key})`,
      lines: [
        `const error = await refusal(${access}.count({ where: changed({}, "no such field", 1) }));`,
        `expect(error.kind).toBe("syntax");`,
      ],
    },
  ];
}

function writeTests(
  collection: NamedCollection,
  planned: readonly PlannedField[],
  access: string,
): readonly PrintedTest[] {
  const { id } = collection;
  const changeable = planned.filter(
    ({ field }) =>
      field.name !== "_id" && isAddressable(field.name) && !isUnique(collection, field.name),
  );
  const names = `[${changeable.map(({ field }) => stringLiteral(field.name)).join(", ")}]`;
  return [
    {
      name: `${id} gives back what was inserted`,
      lines: [
        `const inserted = await ${access}.insert(newDocument(1));`,
        "expect(inserted).toMatchObject(newDocument(1));",
        `expect(await ${access}.get(inserted._id)).toEqual(inserted);`,
      ],
    },
    {
      name: `${id} counts, finds and pages its documents`,
      lines: [
        `expect(await ${access}.insertMany([1, 2, 3].map((n) => newDocument(n)))).toBe(3);`,
        `expect(await ${access}.count()).toBe(3);`,
        `expect(await ${access}.find({ limit: 2 })).toHaveLength(2);`,
        "const found = [];",
        `for await (const document of ${access}.all({ pageSize: 2 })) found.push(document);`,
        `expect(found).toEqual(await ${access}.find({ orderBy: { _id: "asc" } }));`,
      ],
    },
    ...(changeable.length === 0
      ? []
      : [
          {
            name: `${id} changes a document, and nothing else of it`,
            lines: [
              `const inserted = await ${access}.insert(newDocument(1));`,
              `const changes = picked(newDocument(2), ${names});`,
              `const stored = await ${access}.update(inserted._id, changes);`,
              "expect(stored).toEqual({ ...inserted, ...changes });",
              `expect(await ${access}.get(inserted._id)).toEqual(stored);`,
            ],
          },
        ]),
    {
      name: `${id} removes documents`,
      lines: [
        `const inserted = await ${access}.insert(newDocument(1));`,
        `await ${access}.insert(newDocument(2));`,
        `expect(await ${access}.delete(inserted._id)).toEqual(inserted);`,
        `expect(await ${access}.deleteWhere({ and: [] })).toBe(1);`,
        `expect(await ${access}.exists()).toBe(false);`,
      ],
    },
    {
      name: `${id} refuses values of other types before they are sent`,
      lines: [
        `const fields: string[] = [${planned.map(({ field }) => stringLiteral(field.name)).join(", ")}];`,
        "for (const name of fields) {",
        `  const document = changed(newDocument(1), name, new Map());`,
        `  expect((await refusal(${access}.insert(document))).kind, name).toBe("data");`,
        "}",
        `expect(await ${access}.count()).toBe(0);`,
      ],
    },
  ];
}

/** Fields of unique indexes are changed by nobody: another document may have the value. */
function isUnique({ model }: NamedCollection, name: string): boolean {
  return model.indexes.some(
    ({ unique, keys }) =>
      unique && keys.some(([path]) => path === name || path.startsWith(`${name}.`)),
  );
}

function printedTest({ name, lines }: PrintedTest): string {
  const body = lines.map((line) => `  ${line}\n`).join("");
  return `test(${stringLiteral(name)}, async () => {\n${body}});\n`;
}
