import type { Diagnostic } from "../errors/diagnostic.js";
import { errorCodes } from "../errors/error-codes.js";
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
    String.raw`(?<=://)[^\s/@:"'\x60<>{}$*]+:[^\s/@:"'\x60<>{}$*]+(?=@[\w[])`,
  ].join("|"),
  "g",
);

/** A literal given to something that is called a secret, in source code. */
const assigned =
  /\b\w*(?:token|secret|password|passwd|api_?key|private_?key|credential)\w*["']?\s*(?::\s*string\s*)?[:=]\s*(["'`])(?<value>[^\s"'`{}<>]{16,})\1/gi;

/** Secrets that stand in the files; the diagnostics name file and line, and never the secret. */
export function scanForSecrets(
  files: readonly SourceFile[],
  { known = [], isPublic }: SecretScanOptions,
): readonly Diagnostic[] {
  return files.flatMap((file) =>
    [
      ...known.flatMap((value) => occurrences(file.text, value)),
      ...secretsIn(file).filter(({ text }) => !isPublic(text)),
    ].map(({ index }) => leaked(file, index)),
  );
}

/** Digests of the strings in the files that look like secrets and are public. Sorted. */
export function publicExamples(
  files: readonly SourceFile[],
  isPublic: (text: string) => boolean,
): readonly string[] {
  const texts = files.flatMap((file) => secretsIn(file).map(({ text }) => text));
  return [...new Set(texts)].filter(isPublic).map(exampleDigest).toSorted();
}

/** What a record remembers of a public example. */
export function exampleDigest(text: string): string {
  return digestOf(Buffer.from(text, "utf8"));
}

/** Whether a string of a generated file stands in the text of a description, escaped one way or the other. */
export function standsIn(document: string, text: string): boolean {
  if (document.includes(text)) return true;
  const plain = text.replaceAll(String.raw`\/`, "/");
  const unescaped = plain.replaceAll(/\\[nr]/g, (escaped) => (escaped === "\\n" ? "\n" : "\r"));
  return [plain, unescaped, unescaped.replaceAll("\n", "\\n").replaceAll("\r", "\\r")].some(
    (form) => document.includes(form),
  );
}

function secretsIn({ path, text }: SourceFile): readonly SecretMatch[] {
  const shaped = [...text.matchAll(shapes)].map((match) => ({
    index: match.index,
    text: match[0],
  }));
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

function occurrences(text: string, value: string): readonly SecretMatch[] {
  // A short value occurs by chance: finding it proves nothing.
  if (value.length < 8) return [];
  const index = text.indexOf(value);
  return index === -1 ? [] : [{ index, text: value }];
}

function leaked({ path, text }: SourceFile, index: number): Diagnostic {
  return {
    code: errorCodes.secretInSource,
    severity: "error",
    message: "A string that looks like a secret stands in the source.",
    location: { source: path, line: lineAt(text, index) },
    help: 'Remove it, revoke it if it was ever committed, and read it when needed: secret("NAME").',
  };
}
