import { templateFolder } from "@agentflow/core";
import type { ClientView } from "./client/client-view.js";
import type { ReadmeView } from "./docs/readme-view.js";
import type { ExampleView } from "./examples/example-view.js";
import type { SceneView } from "./tests/scene-view.js";

// Directly under src, because the build flattens src into dist and the folder is found from here.
export const templates = templateFolder<{
  "src/client.ts.eta": ClientView;
  "src/index.ts.eta": ClientView;
  "README.md.eta": ReadmeView;
  "examples/first-query.ts.eta": ExampleView;
  "test/scene.ts.eta": SceneView;
  "test/faults.test.ts.eta": SceneView;
}>(new URL("../templates/", import.meta.url));
