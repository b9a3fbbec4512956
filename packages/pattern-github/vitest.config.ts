import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // Goldens hold the tests of generated packages, which run where such a package is whole.
    exclude: ["**/golden/**"],
    environment: "node",
  },
});
