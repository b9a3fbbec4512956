import { Code, type PlannedFile } from "@agentflow/core";
import { templates } from "../../templates.js";
import { collectionTest } from "./collection-test.js";
import type { NamedCollections } from "./named-collections.js";

/** Everything that the templates of tests print. */
export interface MongodbTestView {
  readonly create: Code;
  readonly variable: Code;
  readonly testEnvironment: string;
}

/** What makes the throw-away database, a test file for each collection, and the tests of errors. */
export function testFiles(database: NamedCollections): readonly PlannedFile[] {
  const { names, testEnvironment, collections } = database;
  const view = {
    create: Code.identifier(names.create),
    variable: Code.identifier(names.variable),
    testEnvironment,
  };
  return [
    templates.render("mongodb/test/global-setup.ts.eta", "test/global-setup.ts", view),
    templates.render("mongodb/test/scene.ts.eta", "test/scene.ts", view),
    templates.render("mongodb/test/faults.test.ts.eta", "test/faults.test.ts", view),
    ...collections.map((collection): PlannedFile => {
      const path = `test/collections/${collection.file}.test.ts`;
      return { kind: "text", path, text: collectionTest(database, collection) };
    }),
  ];
}
