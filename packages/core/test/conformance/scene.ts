import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { onTestFinished } from "vitest";
import { checks } from "../../src/conformance/checks.js";
import { testedPattern, type TestedPattern } from "../../src/conformance/tested-pattern.js";
import { type AnyPattern, isPattern } from "../../src/contract/pattern.js";

const greeting = fileURLToPath(new URL("greeting/", import.meta.url));
const modules = fileURLToPath(new URL("../../../../node_modules", import.meta.url));

/** What a test changes of the pattern that keeps every rule. */
export interface SceneChanges {
  /** By path: a file to write, or in what is there one text for another; `null` removes it. */
  readonly files?: Readonly<Record<string, string | readonly [from: string, to: string] | null>>;
  /** Changes the pattern in this process, and not the built one. */
  readonly pattern?: (pattern: AnyPattern) => AnyPattern;
}

/** A copy of the pattern that keeps every rule, gone when the test has finished. */
export function greetingPackage({ files = {} }: SceneChanges = {}): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "agentflow-conformance-")));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const directory = join(folder, "package");
  cpSync(greeting, directory, { recursive: true });
  symlinkSync(modules, join(directory, "node_modules"), "junction");
  for (const [path, change] of Object.entries(files)) writeChange(join(directory, path), change);
  return directory;
}

function writeChange(file: string, change: string | readonly [string, string] | null): void {
  if (change === null) return rmSync(file);
  mkdirSync(dirname(file), { recursive: true });
  if (typeof change === "string") return writeFileSync(file, change);
  const text = readFileSync(file, "utf8");
  if (!text.includes(change[0])) throw new Error(`${file} does not have ${change[0]}`);
  return writeFileSync(file, text.replace(...change));
}

/** The pattern of such a package, to be tested. */
export async function greetingScene(changes: SceneChanges = {}): Promise<TestedPattern> {
  const directory = greetingPackage(changes);
  const module: unknown = await import(pathToFileURL(join(directory, "pattern.js")).href);
  const pattern = (module as { readonly default: unknown }).default; // an ES module
  if (!isPattern(pattern)) throw new Error("The scene exports no pattern.");
  return testedPattern(changes.pattern?.(pattern) ?? pattern, directory);
}

/** What the rule of that title finds, with the first case where it needs one: `error: …`. */
export async function broken(title: string, changes: SceneChanges): Promise<readonly string[]> {
  const tested = await greetingScene(changes);
  const rule = checks.flatMap(({ rules }) => rules).find((found) => found.title === title);
  if (!rule) throw new Error(`No rule is called "${title}".`);
  const [one] = tested.cases;
  if (rule.scope === "package") return texts(await rule.find(tested));
  if (!one) throw new Error("The scene has no case.");
  return texts(await rule.find(tested, one));
}

const texts = (findings: readonly { severity: string; message: string }[]): readonly string[] =>
  findings.map(({ severity, message }) => `${severity}: ${message}`);
