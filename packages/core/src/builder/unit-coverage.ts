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

/** A word of so many characters at least. */
const wordOf = (length: number): RegExp => new RegExp(String.raw`[\w/.:{}-]{${length},}`, "g");

const word = wordOf(1);

/** An id, and where in it a word stands by which it is looked for. */
interface WantedId {
  readonly id: string;
  readonly offset: number;
}

/**
 * The ids that stand in none of the texts as a whole: `repos/get` does not stand in `repos/get-content`. One pass over
 * each text for all ids: one pass for each id would be quadratic in what a package has.
 */
function unmentioned(ids: readonly string[], texts: readonly string[]): readonly string[] {
  const missing = new Set(ids);
  const wanted = new Map<string, WantedId[]>();
  for (const id of missing) {
    const longest = longestWord(id);
    if (longest === undefined) {
      if (texts.some((text) => mentions(text, id))) missing.delete(id);
    } else {
      const same = wanted.get(longest.text) ?? [];
      same.push({ id, offset: longest.offset });
      wanted.set(longest.text, same);
    }
  }
  // Shorter words than any that is wanted, which most are, are passed over.
  const shortest = [...wanted.keys()].reduce((least, { length }) => Math.min(least, length), 100);
  const longEnough = wordOf(shortest);
  for (const text of texts) {
    for (const { 0: found, index: start } of text.matchAll(longEnough)) {
      // A full stop or a colon may end the sentence as well as the word.
      const forms = /[.:]$/.test(found) ? [found, found.replace(/[.:]+$/, "")] : [found];
      for (const { id, offset } of forms.flatMap((form) => wanted.get(form) ?? [])) {
        const index = start - offset;
        if (text.startsWith(id, index) && standsAlone(text, id, index)) missing.delete(id);
      }
    }
  }
  return ids.filter((id) => missing.has(id));
}

/** The longest word of an id that no full stop or colon ends; undefined when it has none. */
function longestWord(id: string): { readonly text: string; readonly offset: number } | undefined {
  return [...id.matchAll(word)]
    .map(({ 0: text, index }) => ({ text, offset: index }))
    .filter(({ text }) => !/[.:]$/.test(text))
    .toSorted((left, right) => right.text.length - left.text.length)[0];
}

function mentions(text: string, id: string): boolean {
  for (let index = text.indexOf(id); index !== -1; index = text.indexOf(id, index + 1)) {
    if (standsAlone(text, id, index)) return true;
  }
  return false;
}

function standsAlone(text: string, id: string, index: number): boolean {
  const after = text.slice(index + id.length, index + id.length + 8);
  // A full stop or a colon may end the sentence as well as go on with the id.
  return !idCharacter.test(text[index - 1] ?? " ") && !/^[.:]*[\p{L}\p{N}_/{}-]/u.test(after);
}
