import { closeSync, openSync, readdirSync, readSync, statSync, writeSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { checkPins } from "../../src/builder/check-pins.js";
import { systemFileSystem } from "../../src/builder/file-system.js";
import { measurePattern } from "../../src/builder/measured-pattern.js";
import { readPinning } from "../../src/builder/pinning.js";
import { isAgentFlowError } from "../../src/errors/error.js";
import { discoverPatterns } from "../../src/registry/discover-patterns.js";
import { scene, unverified } from "./build-scene.js";
import { writeFiles } from "./project-fixture.js";

/** Park and Miller's generator: the same numbers in every run. */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

/** Changes bits of one byte where it stands. */
function flip(path: string, place: number, mask: number): void {
  const file = openSync(path, "r+");
  const byte = Buffer.alloc(1);
  readSync(file, byte, 0, 1, place);
  byte[0] = (byte[0] ?? 0) ^ mask;
  writeSync(file, byte, 0, 1, place);
  closeSync(file);
}

test("each of 1,000 changed bytes of a pattern is found before it is loaded, with both hashes", async () => {
  const { build, options, out } = scene();
  const { projectDirectory } = options;
  const installed = join(projectDirectory, "node_modules/pattern-status");
  writeFiles(installed, {
    "README.md": "# Status\n",
    "templates/index.ts.eta": "export const value = <%= it.value %>;\n",
    "dist/deep/more.js": "export const more = [1, 2, 3];\n",
  });
  await build(unverified);
  const rules = { frozen: false, anyVersion: false, accept: false };
  const pinning = await readPinning(
    systemFileSystem,
    projectDirectory,
    { name: "Status", outDirectory: out },
    rules,
  );
  const expected = pinning.entry?.pattern.content ?? "";
  const [discovered] = (await discoverPatterns(projectDirectory)).patterns;
  if (!discovered) throw new Error("The pattern is not found.");
  const check = async (): Promise<void> =>
    checkPins(pinning, await measurePattern(systemFileSystem, discovered));
  await check();
  const files = readdirSync(installed, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const random = randomNumbers(20_261_126);
  const refusal = new RegExp(
    `^AF_PATTERN_ALTERED: pattern-status 1\\.2\\.3 is not .* expected ${expected}, found sha256-[0-9a-f]{64}\\.$`,
  );
  const unnoticed: string[] = [];
  const found = new Set<string>();
  for (let count = 0; count < 1_000; count += 1) {
    const path = files[random(files.length)] ?? "";
    const place = random(statSync(path).size);
    const mask = 1 << random(8);
    flip(path, place, mask);
    const failure: unknown = await check().catch((error: unknown) => error);
    flip(path, place, mask);
    const text = isAgentFlowError(failure)
      ? `${failure.code}: ${failure.message}`
      : String(failure);
    if (refusal.test(text)) found.add(text);
    else unnoticed.push(`${path} at ${place}: ${text}`);
  }
  expect(unnoticed).toEqual([]);
  // Every change gives another hash but where the same bit was changed twice.
  expect(found.size).toBeGreaterThan(500);
  await check();
});
