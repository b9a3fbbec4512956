import { defineConfig } from "vitest/config";

// Run by ../pattern-suite.test.ts, which wants to see these suites fail.
export default defineConfig({
  cacheDir: "../../../node_modules/.vite",
  test: { include: ["*.suite.ts"] },
});
