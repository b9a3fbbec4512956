import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // Goldens hold tests of generated packages.
    exclude: ["**/golden/**"],
  },
});
