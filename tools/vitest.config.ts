import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    environment: "node",
    // The tasks run whole commands; what they come to shows when they are used.
    coverage: { provider: "v8", include: ["src/checks/**"], reporter: ["text-summary"] },
    projects: [
      {
        extends: true,
        test: {
          name: "tools",
          include: ["test/**/*.test.ts"],
          exclude: ["test/acceptance/**"],
        },
      },
      {
        extends: true,
        test: {
          name: "acceptance",
          include: ["test/acceptance/**/*.test.ts"],
          // One registry with every package of the workspace.
          globalSetup: "test/acceptance/publish-workspace.ts",
        },
      },
    ],
  },
});
