import type { NamedTable } from "../names/named-database.js";
import { constraintTests } from "./constraint-tests.js";
import { readTests } from "./read-tests.js";
import type { RowPlanner } from "./row-plan.js";
import { TestModule } from "./test-module.js";
import { viewTests } from "./view-tests.js";
import { writeTests } from "./write-tests.js";

/** Source of `test/tables/<file>.test.ts`: what can be done with a table, and what its constraints refuse. */
export function tableTest(table: NamedTable, planner: RowPlanner): string {
  const module = new TestModule(table, planner);
  const { plan } = module;
  readTests(module);
  viewTests(module);
  if (plan.obstacle === undefined) {
    writeTests(module);
    if (plan.doubts.length === 0) constraintTests(module);
  }
  return module.text();
}
