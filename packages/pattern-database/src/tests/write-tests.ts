import { keyLiteral } from "@agentflow/core";
import type { TriggerEvent } from "../model/database-model.js";
import type { NamedColumn } from "../types/column-facts.js";
import { uniqueKeys } from "../names/unique-keys.js";
import { mayDelete, mayUpdate } from "../tables/table-access.js";
import type { TestModule } from "./test-module.js";

/** What can be done with rows of a table. */
export function writeTests(module: TestModule): void {
  const { plan } = module;
  if (plan.doubts.length > 0) return doubtfulInsert(module);
  insertTest(module);
  if (module.table.model.primaryKey) {
    getTest(module);
    pageTest(module);
    if (mayUpdate(module.table)) updateTest(module);
    if (mayDelete(module.table)) deleteTest(module);
  }
  for (const relation of plan.parents) {
    const parent = relation.table;
    const key = keyLiteral(relation.key);
    module.test(`is read with its ${relation.key}`, [
      `const row = await ${module.insert()}(scene, 1);`,
      `const parent = await ${module.insert(parent)}(scene, 1);`,
      `const [found] = await ${module.access}.find({ with: { ${key}: true } });`,
      `expect(found).toEqual({ ...row, ${key}: parent });`,
    ]);
  }
}

/** Nobody can tell from the schema whether the row is good; what a refusal says can be told. */
function doubtfulInsert(module: TestModule): void {
  module.scene("refusal");
  module.note(
    `A row may be refused, for what is said in test/rows/${module.table.file}.ts; give it values that are not, and test here what follows.\n${module.plan.doubts.join("\n")}`,
  );
  module.test("takes a row, or says why not", [
    `const inserted = ${module.insert()}(scene, 1);`,
    "const row = await inserted.catch(() => undefined);",
    `if (row) expect(await tx.${accessOf(module)}.count()).toBeGreaterThan(0);`,
    'else expect((await refusal(inserted)).kind).not.toBe("unknown");',
  ]);
}

function accessOf({ access }: TestModule): string {
  return access.slice("tx.".length);
}

function insertTest(module: TestModule): void {
  const { plan, access } = module;
  const makesNothing = plan.values.size === 0 && plan.parents.length === 0;
  const given = makesNothing
    ? []
    : [`expect(row).toMatchObject(await ${module.values()}(${argumentsOf(module)}));`];
  module.test("takes a row and gives it back", [
    `const row = await ${module.insert()}(scene, 1);`,
    ...given,
    `expect(await ${access}.find()).toEqual([row]);`,
    `expect(await ${access}.count()).toBe(1);`,
  ]);
}

/** A maker that needs neither takes neither. */
function argumentsOf({ plan }: TestModule): string {
  if (plan.parents.length > 0) return "scene, 1";
  const varies = [...plan.values.values()].some((value) =>
    /\bn\b/.test(value.at("n").replaceAll(/"(?:[^"\\]|\\.)*"/g, "")),
  );
  return varies ? "scene, 1" : "";
}

function getTest(module: TestModule): void {
  const { access } = module;
  module.test("finds a row by its key", [
    `const row = await ${module.insert()}(scene, 1);`,
    `expect(await ${access}.get(${module.pick("row")})).toEqual(row);`,
  ]);
}

function pageTest(module: TestModule): void {
  const count = Math.min(3, module.plan.varies);
  const rows = Array.from(
    { length: count },
    (_, index) => `await ${module.insert()}(scene, ${index + 1});`,
  );
  module.test("is gone through in pages", [
    ...rows,
    `const page = await ${module.access}.page({ limit: 2 });`,
    `expect(page.rows).toHaveLength(${Math.min(2, count)});`,
    ...(count > 2
      ? [
          `const rest = await ${module.access}.page({ limit: 2, after: page.next });`,
          `expect([...page.rows, ...rest.rows]).toEqual(await ${module.access}.find({ orderBy: ${ascending(module)} }));`,
        ]
      : []),
    "let count = 0;",
    `for await (const row of ${module.access}.all({ pageSize: 2 })) count += row ? 1 : 0;`,
    `expect(count).toBe(${count});`,
  ]);
}

function ascending({ table }: TestModule): string {
  const names = table.model.primaryKey?.columns ?? [];
  const keys = table.columns.filter(({ model }) => names.includes(model.name));
  return `{ ${keys.map(({ key }) => `${keyLiteral(key)}: "asc"`).join(", ")} }`;
}

function updateTest(module: TestModule): void {
  const { plan, access } = module;
  const found = [...plan.values].find(([column]) => mayChange(module, column));
  if (!found) return;
  const [column, value] = found;
  if (noteTrigger(module, "update")) return;
  module.test("changes a row", [
    `const row = await ${module.insert()}(scene, 1);`,
    `const changes = { ${keyLiteral(column.key)}: ${value.at("2")} } as const;`,
    `await ${access}.update(${module.pick("row")}, changes);`,
    `expect(await ${access}.get(${module.pick("row")})).toMatchObject(changes);`,
  ]);
}

/** True, and said, when a trigger may do otherwise than what is asked for. */
function noteTrigger(module: TestModule, event: TriggerEvent): boolean {
  const found = module.table.model.triggers.find(
    ({ enabled, events }) => enabled && events.includes(event),
  );
  if (!found) return false;
  module.note(`What ${event} does is not tested: the trigger ${found.name} may do otherwise.`);
  return true;
}

/** What no key and no comparison with another column holds in place. */
function mayChange({ table, plan }: TestModule, { model, updatable }: NamedColumn): boolean {
  const keyed = [...uniqueKeys(table.model), ...table.model.foreignKeys].some(({ columns }) =>
    columns.includes(model.name),
  );
  const compared = plan.rules.checks.some(({ rules }) =>
    rules.some((rule) => rule.kind === "after" && [rule.column, rule.other].includes(model.name)),
  );
  return updatable && !keyed && !compared && table.model.exclusions.length === 0;
}

function deleteTest(module: TestModule): void {
  if (noteTrigger(module, "delete")) return;
  const { access } = module;
  module.test("loses a row", [
    `const row = await ${module.insert()}(scene, 1);`,
    `await ${access}.delete(${module.pick("row")});`,
    `expect(await ${access}.get(${module.pick("row")})).toBeUndefined();`,
  ]);
}
