import { defineConfig } from "vitest/config";

// The tests share one database per process and leave nothing in it, so one process can run them all: making a
// database per file would take longer than the tests. The first test waits until it is made.
export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    isolate: false,
    pool: "threads",
    maxWorkers: 1,
    testTimeout: 60_000,
  },
});
