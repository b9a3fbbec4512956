import type { PlannedFile } from "@agentflow/core";
import type { NamedDatabase, NamedTable } from "../names/named-database.js";
import { templates } from "../templates.js";
import { rowModule } from "./row-module.js";
import { type RowPlan, RowPlanner } from "./row-plan.js";
import { sceneView } from "./scene-view.js";
import { tableTest } from "./table-test.js";

/** Everything under `test/` of the generated package. */
export function testFiles(database: NamedDatabase): readonly PlannedFile[] {
  const planner = new RowPlanner(database);
  const planOf = (table: NamedTable): RowPlan => planner.plan(table);
  const view = sceneView(database);
  return [
    templates.render("test/scene.ts.eta", "test/scene.ts", view),
    templates.render("test/faults.test.ts.eta", "test/faults.test.ts", view),
    ...database.tables.flatMap((table) => filesOf(table, planOf)),
  ];
}

function filesOf(
  table: NamedTable,
  planOf: (table: NamedTable) => RowPlan,
): readonly PlannedFile[] {
  const plan = planOf(table);
  const tests: PlannedFile = {
    kind: "text",
    path: `test/tables/${table.file}.test.ts`,
    text: tableTest(table, plan, planOf),
  };
  if (plan.obstacle !== undefined) return [tests];
  return [
    { kind: "text", path: `test/rows/${table.file}.ts`, text: rowModule(plan, planOf) },
    tests,
  ];
}
