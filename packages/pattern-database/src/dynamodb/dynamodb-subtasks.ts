import { Code, type PlannedFile, stringLiteral, type Subtask } from "@agentflow/core";
import { tokensOf } from "../mongodb/printing/tokens-of.js";
import type { SubtaskId } from "../package/estimated-tokens.js";
import { packageFiles } from "../package/package-files.js";
import { templates } from "../templates.js";
import type { DynamodbModel } from "./dynamodb-model.js";
import { dynamodbView } from "./printing/dynamodb-view.js";
import { type NamedTables, nameTables } from "./printing/named-tables.js";
import { tableModule } from "./printing/table-module.js";
import { tablePage } from "./printing/table-page.js";
import { tableTest } from "./printing/table-test.js";

interface Piece extends Pick<Subtask, "title" | "artifact" | "difficulty"> {
  readonly id: SubtaskId;
  readonly files: (database: NamedTables) => readonly PlannedFile[];
}

const packages = {
  dependencies: { "@aws-sdk/client-dynamodb": "^3.700.0" },
  devDependencies: { dynalite: "^4.0.0" },
} as const;

const text = (path: string, content: string): PlannedFile => ({
  kind: "text",
  path,
  text: content,
});

const pieces: readonly Piece[] = [
  {
    id: "types",
    title: "Types of items and keys",
    artifact: "adapter",
    difficulty: "medium",
    files: ({ tables }) => [
      text(
        "src/types.ts",
        tables
          .map(
            ({ types, file }) =>
              `export type { ${types.row}, ${types.key} } from ${stringLiteral(`./tables/${file}.js`)};\n`,
          )
          .join(""),
      ),
    ],
  },
  {
    id: "tables",
    title: "Queries of every table",
    artifact: "adapter",
    difficulty: "high",
    files: ({ tables }) => [
      text(
        "src/tables.ts",
        tables
          .map(
            ({ key, file }) =>
              `export { ${Code.identifier(key).toString()} } from ${stringLiteral(`./tables/${file}.js`)};\n`,
          )
          .join(""),
      ),
      ...tables.map((table) => text(`src/tables/${table.file}.ts`, tableModule(table))),
    ],
  },
  {
    id: "client",
    title: "The client and the package around it",
    artifact: "adapter",
    difficulty: "medium",
    files: (database) => {
      const view = dynamodbView(database);
      return [
        templates.render("dynamodb/src/client.ts.eta", "src/client.ts", view),
        templates.render("dynamodb/src/index.ts.eta", "src/index.ts", view),
        ...packageFiles({ ...database, dialect: { packages } }),
      ];
    },
  },
  {
    id: "migrations",
    title: "The tables that migrations start from",
    artifact: "config",
    difficulty: "low",
    files: ({ model }) => [text("migrations/0001-baseline.json", `${model.baseline}\n`)],
  },
  {
    id: "tests",
    title: "Tests of every table, index and error",
    artifact: "tests",
    difficulty: "high",
    files: (database) => {
      const view = dynamodbView(database);
      return [
        templates.render("dynamodb/test/scene.ts.eta", "test/scene.ts", view),
        templates.render("dynamodb/test/faults.test.ts.eta", "test/faults.test.ts", view),
        ...database.tables.map((table) =>
          text(`test/tables/${table.file}.test.ts`, tableTest(database, table)),
        ),
      ];
    },
  },
  {
    id: "docs",
    title: "README, a page for every table, and a program to start from",
    artifact: "docs",
    difficulty: "low",
    files: (database) => {
      const view = dynamodbView(database);
      return [
        templates.render("dynamodb/README.md.eta", "README.md", view),
        ...database.tables.map((table) => tablePage(database, table)),
        templates.render("dynamodb/examples/first-query.ts.eta", "examples/first-query.ts", view),
      ];
    },
  },
];

/** What a data layer over DynamoDB is built from. Everything comes from the model, so no piece waits for another. */
export function dynamodbSubtasks(model: DynamodbModel): readonly Subtask[] {
  const database = nameTables(model);
  return pieces.map(({ id, title, artifact, difficulty, files }) => ({
    id,
    title,
    artifact,
    dependsOn: [],
    difficulty,
    estimatedTokens: tokensOf(files(database)),
    plan: () => files(database),
  }));
}
