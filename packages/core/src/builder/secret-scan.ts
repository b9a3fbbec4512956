import type { Diagnostic } from "../errors/diagnostic.js";
import { errorCodes } from "../errors/error-codes.js";
import { compareText } from "../template/compare-text.js";
import { digestOf } from "../documents/decode-document.js";
import type { SourceFile } from "./source-rules.js";
import { lineAt } from "./source-tokens.js";

/** A string that looks like a secret; its text must never be printed. */
interface SecretMatch {
  readonly index: number;
  readonly text: string;
}

/** What the scan compares findings with. */
export interface SecretScanOptions {
  /** Values of secrets that were used while building: wherever one of them stands, it has leaked. */
  readonly known?: readonly string[];
  /** Whether a string that looks like a secret stands in the public description, as its examples do. */
  readonly isPublic: (text: string) => boolean;
}

/** A shorter value of a known secret occurs by chance: finding it proves nothing. */
const shortest = 8;

/** Secrets that are known by their shape, as their issuers document it. */
const shapes = new RegExp(
  [
    String.raw`\bgh[pousr]_[A-Za-z0-9]{20,}`,
    String.raw`\bgithub_pat_\w{22,}`,
    String.raw`\b[sr]k_(?:live|test)_[A-Za-z0-9]{10,}`,
    String.raw`\bxox[abprs]-[A-Za-z0-9-]{10,}`,
    String.raw`\b(?:AKIA|ASIA)[A-Z0-9]{16}\b`,
    String.raw`\bnpm_[A-Za-z0-9]{30,}`,
    String.raw`\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]{8,}`,
    String.raw`-----BEGIN [A-Z ]*PRIVATE KEY-----(?:\\[nr]|[A-Za-z0-9+/=\s]){40,}`,
    // Begins with what is not part of it: a text that could begin with anything is looked for at every character.
    String.raw`://[^\s/@:"'\x60<>{}$*]+:[^\s/@:"'\x60<>{}$*]+(?=@[\w[])`,
  ].join("|"),
  "g",
);

/** A literal given to something that is called a secret, in source code. */
const assigned =
  /(?:token|secret|password|passwd|api_?key|private_?key|credential)\w*["']?\s*(?::\s*string\s*)?[:=]\s*(["'`])(?<value>[^\s"'`{}<>]{16,})\1/gi;

/** What a scan found. */
export interface SecretScan {
  /** One per string that must not be there: file and line, and never the string. */
  readonly leaks: readonly Diagnostic[];
  /** Digests of the strings that look like secrets and are public, sorted. */
  readonly publicExamples: readonly string[];
}

/** Looks for secrets in the files of a package. */
export function scanForSecrets(
  files: readonly SourceFile[],
  { known = [], isPublic }: SecretScanOptions,
): SecretScan {
  const leaks: Diagnostic[] = [];
  const examples = new Set<string>();
  for (const file of files) {
    for (const value of known) {
      const index = value.length < shortest ? -1 : file.text.indexOf(value);
      if (index !== -1) leaks.push(leak(file, index));
    }
    for (const { index, text } of secretsIn(file)) {
      if (examples.has(text) || isPublic(text)) examples.add(text);
      else leaks.push(leak(file, index));
    }
  }
  return { leaks, publicExamples: [...examples].map(exampleDigest).toSorted(compareText) };
}

/** What a record remembers of a public example. */
export function exampleDigest(text: string): string {
  return digestOf(text);
}

/** Whether a string of a generated file stands in the text of a description, escaped one way or the other. */
export function standsIn(document: string, text: string): boolean {
  if (document.includes(text)) return true;
  const plain = text.replaceAll(String.raw`\/`, "/");
  const unescaped = plain.replaceAll(/\\[nr]/g, (escaped) => (escaped === "\\n" ? "\n" : "\r"));
  return [
    plain,
    unescaped,
    unescaped.replaceAll("\n", "\\n").replaceAll("\r", "\\r"),
    // A backslash of the text, as JSON writes it.
    plain.replaceAll("\\", "\\\\"),
  ].some((form) => document.includes(form));
}

function secretsIn({ path, text }: SourceFile): readonly SecretMatch[] {
  const shaped = [...text.matchAll(shapes)].map((match) => {
    const before = match[0].startsWith("://") ? 3 : 0;
    return { index: match.index + before, text: match[0].slice(before) };
  });
  // Elsewhere such literals are made up: tests need tokens, and docs show them.
  if (!/^src\/.*\.[cm]?[jt]sx?$/.test(path)) return shaped;
  const literals = [...text.matchAll(assigned)].flatMap((match) => {
    const value = match.groups?.["value"] ?? "";
    return isRandom(value) ? [{ index: match.index, text: value }] : [];
  });
  return [
    ...shaped,
    ...literals.filter(({ text: value }) => !shaped.some((s) => value.includes(s.text))),
  ];
}

/** Tells a key from a name: letters and digits mixed, and neither a constant's name, an address nor a file. */
function isRandom(value: string): boolean {
  if (/^[A-Z][A-Z0-9_]*$/.test(value) || /^(?:https?:|[./])/.test(value)) return false;
  return /[A-Za-z]/.test(value) && (value.match(/\d/g)?.length ?? 0) >= 3;
}

function leak({ path, text }: SourceFile, index: number): Diagnostic {
  return {
    code: errorCodes.secretInSource,
    severity: "error",
    message: "A string that looks like a secret stands in the source.",
    location: { source: path, line: lineAt(text, index) },
    help: 'Remove it, revoke it if it was ever committed, and read it when needed: secret("NAME").',
  };
}
