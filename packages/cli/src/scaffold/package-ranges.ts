import { readFileSync } from "node:fs";
import { z } from "zod";
import { packageDirectory } from "../package-directory.js";

const ranges = z.record(z.string(), z.string()).default({});

const ownPackage = z.object({
  name: z.string(),
  version: z.string(),
  dependencies: ranges,
  devDependencies: ranges,
});

/** What this package was not tested with, and what a new pattern still needs. */
const others = { "@changesets/cli": "^3.0.3" };

/**
 * Versions that a new package begins with, by package: those that this command itself depends on, and was tested with.
 * Patterns are among its development dependencies, which a release keeps at their newest.
 */
export function newestRanges(): Readonly<Record<string, string>> {
  const text = readFileSync(new URL("package.json", packageDirectory), "utf8");
  const { name, version, dependencies, devDependencies } = ownPackage.parse(JSON.parse(text));
  const known = { ...devDependencies, ...dependencies, [name]: version, ...others };
  return Object.fromEntries(Object.entries(known).map(([key, range]) => [key, caret(range)]));
}

/** A version, and everything newer that promises to work the same. */
function caret(range: string): string {
  return range.replace(/^(?=\d)/, "^");
}

const packageJson = z.object({
  dependencies: ranges.optional(),
  devDependencies: ranges.optional(),
});

/** A package.json whose dependencies have the given ranges; all of them have to be known. */
export function withRanges(text: string, known: Readonly<Record<string, string>>): string {
  const json: object = JSON.parse(text) as object; // A package.json of the scaffold.
  const filled = (names: Readonly<Record<string, string>> | undefined) =>
    names && Object.fromEntries(Object.keys(names).map((name) => [name, known[name]]));
  const { dependencies, devDependencies } = packageJson.parse(json);
  const whole = {
    ...json,
    ...(dependencies && { dependencies: filled(dependencies) }),
    ...(devDependencies && { devDependencies: filled(devDependencies) }),
  };
  return `${JSON.stringify(whole, undefined, 2)}\n`;
}
