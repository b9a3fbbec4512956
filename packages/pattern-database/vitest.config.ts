import { requireService } from "@agentflow/services";
import { defineConfig } from "vitest/config";

/** Without a server some tests do not run, and cover nothing. */
const thresholds = requireService("postgres") ? { lines: 90, branches: 90 } : {};

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // Goldens hold the tests of generated packages, which run where such a package is whole.
    exclude: ["**/golden/**"],
    environment: "node",
    // A process for each file would spend a quarter of a second on nothing but its start and its imports.
    isolate: false,
    // An embedded PostgreSQL is made once for all files.
    globalSetup: ["@agentflow/services/embedded/global-setup"],
    setupFiles: ["@agentflow/services/embedded/setup"],
    coverage: {
      provider: "v8",
      include: ["src/**/*.ts"],
      // It only gathers what others define.
      exclude: ["src/index.ts"],
      reporter: ["text-summary", "json-summary"],
      thresholds,
    },
  },
});
