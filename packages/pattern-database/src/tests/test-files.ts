import type { PlannedFile } from "@agentflow/core";
import type { NamedDatabase, NamedTable } from "../names/named-database.js";
import { templates } from "../templates.js";
import { rowModule } from "./row-module.js";
import { RowPlanner } from "./row-plan.js";
import { sceneView } from "./scene-view.js";
import { tableTest } from "./table-test.js";

/** Everything under `test/` of the generated package. */
export function testFiles(database: NamedDatabase): readonly PlannedFile[] {
  const planner = new RowPlanner(database);
  const view = sceneView(database);
  return [
    templates.render("test/scene.ts.eta", "test/scene.ts", view),
    templates.render("test/faults.test.ts.eta", "test/faults.test.ts", view),
    ...database.tables.flatMap((table) => filesOf(table, planner)),
  ];
}

function filesOf(table: NamedTable, planner: RowPlanner): readonly PlannedFile[] {
  const plan = planner.plan(table);
  const tests: PlannedFile = {
    kind: "text",
    path: `test/tables/${table.file}.test.ts`,
    text: tableTest(table, planner),
  };
  if (plan.obstacle !== undefined) return [tests];
  const rows = rowModule(plan, (other) => planner.plan(other));
  return [{ kind: "text", path: `test/rows/${table.file}.ts`, text: rows }, tests];
}
