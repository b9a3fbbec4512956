import {
  makesNothing,
  type NamedTable,
  type RowPlanner,
  TestModule,
} from "@agentflow/pattern-database";

const copied: ReadonlySet<string> = new Set(["table", "partitioned-table"]);

/** Source of `test/copy/<file>.test.ts`: a table or view is copied out, and a row into a table. */
export function copyTest(table: NamedTable, planner: RowPlanner): string {
  const module = new TestModule(table, planner);
  const { access, plan } = module;
  module.import("../../src/index.js", "copyTo");
  module.import("../rows.js", "listOf");
  module.test(
    "is copied out as it is read",
    [`expect(await listOf(copyTo(${access}))).toEqual(await ${access}.find());`],
    "tx",
  );
  const isKnown = plan.obstacle === undefined && plan.doubts.length === 0;
  if (isKnown && copied.has(table.model.kind) && !makesNothing(plan)) {
    module.import("../../src/index.js", "copyFrom");
    module.test("takes a row by COPY, and gives it back", [
      `const row = await ${module.values()};`,
      `expect(await copyFrom(${access}, [row])).toBe(1);`,
      `const rows = await ${access}.find();`,
      "expect(rows).toMatchObject([row]);",
      `expect(await listOf(copyTo(${access}))).toEqual(rows);`,
    ]);
  }
  return module.text();
}
