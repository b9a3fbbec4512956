import { defineConfig } from "vitest/config";

// The tests share no state but a fake service per file, so one process can run them all: starting a
// fresh one per file would take longer than the tests.
export default defineConfig({
  test: { include: ["test/**/*.test.ts"], isolate: false, pool: "threads" },
});
