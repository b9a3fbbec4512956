import { templateFolder } from "@agentflow/core";
import type { ClientView } from "./client/client-view.js";
import type { IndexView } from "./client/index-view.js";
import type { LightView } from "./client/light-view.js";
import type { OperationsView } from "./client/operations-view.js";
import type { ServiceView } from "./client/service-view.js";
import type { ReadmeView } from "./docs/readme-view.js";
import type { ExampleView } from "./examples/example-view.js";

// Directly under src, because the build flattens src into dist and the folder is found from here.
export const templates = templateFolder<{
  "src/client.ts.eta": ClientView;
  "src/index.ts.eta": IndexView;
  "src/light.ts.eta": LightView;
  "src/operations.ts.eta": OperationsView;
  "src/service.ts.eta": ServiceView;
  "README.md.eta": ReadmeView;
  "examples/first-call.ts.eta": ExampleView;
  "examples/pages.ts.eta": ExampleView;
  "examples/errors.ts.eta": ExampleView;
}>(new URL("../templates/", import.meta.url));
