import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    environment: "node",
    // Tests of the whole process start programs, and share their processor with others.
    testTimeout: 60_000,
    coverage: {
      provider: "v8",
      include: ["src/**"],
      // They hold nothing but the real process and what is exported.
      exclude: ["src/bin.ts", "src/index.ts"],
      reporter: ["text-summary", "json-summary"],
      thresholds: { lines: 90, branches: 90 },
    },
  },
});
