import { readFileSync, writeFileSync } from "node:fs";
import type { ProbeRequest } from "./conformance/probe-pattern.js";
import { runProbe } from "./conformance/run-probe.js";

// A program of its own: it reads what to do from one file, and writes what it saw into the other.
const [, , asked = "", answered = ""] = process.argv;
const request = JSON.parse(readFileSync(asked, "utf8")) as ProbeRequest; // probe-pattern.ts wrote it.
try {
  writeFileSync(answered, JSON.stringify(await runProbe(request)));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
// Not left to Node: what a pattern left open would keep the process alive.
process.exit(0);
