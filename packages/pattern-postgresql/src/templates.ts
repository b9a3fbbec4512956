import { templateFolder } from "@agentflow/core";
import type { FeatureView } from "./feature-view.js";

// Directly under src, because the build flattens src into dist and the folder is found from here.
export const templates = templateFolder<{
  "src/driver.ts.eta": FeatureView;
  "src/postgresql.ts.eta": FeatureView;
  "test/postgresql.test.ts.eta": FeatureView;
  "docs/postgresql.md.eta": FeatureView;
  "examples/listen.ts.eta": FeatureView;
}>(new URL("../templates/", import.meta.url));
