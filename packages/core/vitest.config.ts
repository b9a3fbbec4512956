import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    environment: "node",
    // A process for each file would spend a quarter of a second on nothing but its start and its imports.
    // A file that mocks a module has to reset modules first: they may be there already.
    isolate: false,
    coverage: {
      provider: "v8",
      include: ["src/**/*.ts"],
      // The entries only gather what others define.
      exclude: ["src/*.ts"],
      reporter: ["text-summary", "json-summary"],
      thresholds: { lines: 90, branches: 90 },
    },
  },
});
