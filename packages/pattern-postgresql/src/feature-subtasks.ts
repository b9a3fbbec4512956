import type { PlannedFile, Subtask } from "@agentflow/core";
import {
  type DatabaseModel,
  nameDatabase,
  type NamedDatabase,
  postgresqlPrinting,
  RowPlanner,
} from "@agentflow/pattern-database";
import { guidePath } from "./additions.js";
import { copyTest } from "./copy-test.js";
import { type FeatureView, featureView } from "./feature-view.js";
import { templates } from "./templates.js";

/** Tokens that a model would spend, measured on what is printed: once, and for each table. */
const tokens = { client: 900, tests: 700, testOfTable: 200, docs: 1_000 };

/** What this pattern adds to the packages of the general one. Everything comes from the model. */
export function featureSubtasks(model: DatabaseModel): readonly Subtask[] {
  const database = nameDatabase(model, postgresqlPrinting);
  const view = featureView(model, database);
  const { tables } = database;
  return [
    {
      id: "postgresql",
      title: "Notifications, advisory locks, COPY and read replicas",
      artifact: "adapter",
      dependsOn: [],
      difficulty: "medium",
      estimatedTokens: tokens.client,
      plan: () => [
        templates.render("src/driver.ts.eta", "src/driver.ts", view),
        templates.render("src/postgresql.ts.eta", "src/postgresql.ts", view),
      ],
    },
    {
      id: "postgresql-tests",
      title: "Tests of notifications, advisory locks and COPY",
      artifact: "tests",
      dependsOn: [],
      difficulty: "medium",
      estimatedTokens: tokens.tests + tokens.testOfTable * tables.length,
      plan: () => testFiles(database, view),
    },
    {
      id: "postgresql-docs",
      title: "A guide to what only PostgreSQL has, and a program to start from",
      artifact: "docs",
      dependsOn: [],
      difficulty: "low",
      estimatedTokens: tokens.docs,
      plan: () => [
        templates.render("docs/postgresql.md.eta", guidePath, view),
        templates.render("examples/listen.ts.eta", "examples/listen.ts", view),
      ],
    },
  ];
}

function testFiles(database: NamedDatabase, view: FeatureView): readonly PlannedFile[] {
  const planner = new RowPlanner(database);
  return [
    templates.render("test/postgresql.test.ts.eta", "test/postgresql.test.ts", view),
    templates.copy("test/rows.ts", "test/rows.ts"),
    ...database.tables.map((table): PlannedFile => {
      const path = `test/copy/${table.file}.test.ts`;
      return { kind: "text", path, text: copyTest(table, planner) };
    }),
  ];
}
