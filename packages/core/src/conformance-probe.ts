import { readFileSync, writeFileSync } from "node:fs";
import type { ProbeRequest } from "./conformance/probe-pattern.js";
import { runProbe } from "./conformance/run-probe.js";

// A program of its own: it reads what to do from one file, and writes what it saw into the other.
const [, , asked = "", answered = ""] = process.argv;
const request = JSON.parse(readFileSync(asked, "utf8")) as ProbeRequest; // probe-pattern.ts wrote it.
try {
  writeFileSync(answered, JSON.stringify(await runProbe(request)));
  process.exitCode = 0;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
// What a pattern left open must not keep the process alive; to end at once, while V8 still compiles, may take for ever
// (github.com/nodejs/node/issues/54918).
setTimeout(() => process.exit(), 200).unref();
