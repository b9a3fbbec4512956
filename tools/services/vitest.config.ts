import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    environment: "node",
    // The tasks run whole commands; what they come to shows when they are used.
    coverage: { provider: "v8", include: ["src/**"], reporter: ["text-summary"] },
  },
});
