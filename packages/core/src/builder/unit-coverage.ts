import type { SourceFile } from "./source-rules.js";
import type { TestRun } from "./test-run.js";

/**
 * Units that no passing test names. A unit counts as tested when the full name of a passed test contains its id, or when
 * a test file of which every test passed quotes it.
 */
export function untestedUnits(
  ids: readonly string[],
  tests: TestRun,
  files: readonly SourceFile[],
): readonly string[] {
  const sound = new Set(
    tests.files
      .filter(({ passed, failed }) => passed.length > 0 && failed.length === 0)
      .map(({ path }) => path),
  );
  const names = tests.files.flatMap(({ passed }) => passed);
  const sources = files.filter(({ path }) => sound.has(path)).map(({ text }) => text);
  return unmentioned(ids, [...names, ...sources]);
}

/** Units that no Markdown file mentions. */
export function undocumentedUnits(
  ids: readonly string[],
  files: readonly SourceFile[],
): readonly string[] {
  const pages = files
    .filter(({ path }) => path.endsWith(".md"))
    // Markdown escapes punctuation with a backslash.
    .map(({ text }) => text.replaceAll(/\\([!-/:-@[-`{-~])/g, "$1"));
  return unmentioned(ids, pages);
}

const idCharacter = /[\p{L}\p{N}_/.:{}-]/u;

/** The ids that stand in none of the texts as a whole: `repos/get` does not stand in `repos/get-content`. */
function unmentioned(ids: readonly string[], texts: readonly string[]): readonly string[] {
  const words = new Set<string>();
  for (const text of texts) {
    for (const word of text.match(/[\w/.:{}-]+/g) ?? []) {
      words.add(word);
      if (word.endsWith(".") || word.endsWith(":")) words.add(word.replace(/[.:]+$/, ""));
    }
  }
  // Most ids are such a word; searching for the others, and for what is missing, costs more.
  return ids.filter((id) => !words.has(id) && !texts.some((text) => mentions(text, id)));
}

function mentions(text: string, id: string): boolean {
  for (let index = text.indexOf(id); index !== -1; index = text.indexOf(id, index + 1)) {
    const after = text.slice(index + id.length, index + id.length + 8);
    // A full stop or a colon may end the sentence as well as go on with the id.
    if (!idCharacter.test(text[index - 1] ?? " ") && !/^[.:]*[\p{L}\p{N}_/{}-]/u.test(after))
      return true;
  }
  return false;
}
