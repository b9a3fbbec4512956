import type { TestModule } from "./test-module.js";

/** What holds for every table and view: it can be read, counted and gone through. */
export function readTests(module: TestModule): void {
  const { access, plan } = module;
  if (plan.obstacle !== undefined) module.note(`No row is made here. ${plan.obstacle}`);
  if (!module.table.model.privileges.select) {
    module.note("The role that the schema was read with may not read it.");
  }
  module.test(
    "is read, counted and filtered",
    [
      `const rows = await ${access}.find();`,
      `expect(await ${access}.count()).toBe(rows.length);`,
      `expect(await ${access}.find({ limit: 1 })).toEqual(rows.slice(0, 1));`,
    ],
    "tx",
  );
}
