import { templateFolder } from "@agentflow/core";
import type { ClientView } from "./client/client-view.js";
import type { ReadmeView } from "./docs/readme-view.js";
import type { ExampleView } from "./examples/example-view.js";
import type { DynamodbView } from "./dynamodb/printing/dynamodb-view.js";
import type { MongodbClientView } from "./mongodb/printing/adapter-files.js";
import type { MongodbReadmeView } from "./mongodb/printing/doc-files.js";
import type { MongodbTestView } from "./mongodb/printing/test-files.js";
import type { SceneView } from "./tests/scene-view.js";

// Directly under src, because the build flattens src into dist and the folder is found from here.
export const templates = templateFolder<{
  "src/client.ts.eta": ClientView;
  "src/index.ts.eta": ClientView;
  "README.md.eta": ReadmeView;
  "examples/first-query.ts.eta": ExampleView;
  "test/scene.ts.eta": SceneView;
  "test/faults.test.ts.eta": SceneView;
  "dynamodb/src/client.ts.eta": DynamodbView;
  "dynamodb/src/index.ts.eta": DynamodbView;
  "dynamodb/README.md.eta": DynamodbView;
  "dynamodb/examples/first-query.ts.eta": DynamodbView;
  "dynamodb/test/scene.ts.eta": DynamodbView;
  "dynamodb/test/faults.test.ts.eta": DynamodbView;
  "mongodb/src/client.ts.eta": MongodbClientView;
  "mongodb/src/index.ts.eta": MongodbClientView;
  "mongodb/README.md.eta": MongodbReadmeView;
  "mongodb/examples/first-query.ts.eta": MongodbReadmeView;
  "mongodb/test/global-setup.ts.eta": MongodbTestView;
  "mongodb/test/scene.ts.eta": MongodbTestView;
  "mongodb/test/faults.test.ts.eta": MongodbTestView;
}>(new URL("../templates/", import.meta.url));
