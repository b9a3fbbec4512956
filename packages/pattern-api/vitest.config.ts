import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    environment: "node",
    // Goldens hold the tests of generated packages, which run where such a package is whole.
    exclude: ["**/golden/**"],
    projects: [
      {
        extends: true,
        test: {
          name: "hostile",
          include: ["test/hostile/**/*.test.ts"],
          // A process for each file: what the hostile documents leave in memory would fill one for all.
          isolate: true,
        },
      },
      {
        extends: true,
        test: {
          name: "other",
          include: ["test/**/*.test.ts"],
          exclude: ["**/golden/**", "test/hostile/**"],
          // Loading the modules anew for each file took longer than most files' tests.
          isolate: false,
        },
      },
    ],
    coverage: {
      provider: "v8",
      include: ["src/**/*.ts"],
      // It only gathers what others define.
      exclude: ["src/index.ts"],
      reporter: ["text-summary", "json-summary"],
      thresholds: { lines: 90, branches: 90 },
    },
  },
});
