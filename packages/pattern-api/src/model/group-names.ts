import {
  camelCase,
  compareText,
  isSpecialName,
  kebabCase,
  nameWords,
  takeName,
} from "@agentflow/core";

/** How the operations of one tag are reached. */
export interface GroupName {
  /** Property of the client. */
  readonly name: string;
  /** File name without extension. */
  readonly file: string;
}

/** What the client has beside its groups. */
const clientMembers = new Set(["client", "close"]);

/** Words of modules and of the strict mode that TypeScript accepts as no export's name (ECMAScript 2026 §12.7.2). */
const strictWords = new Set(
  "await implements interface let package private protected public static yield".split(" "),
);

/** File names that Windows keeps for devices, whatever their extension, and the one that stands for a folder. */
const deviceFile = /^(?:con|prn|aux|nul|com\d|lpt\d|index)$/;

/** Characters: file systems refuse names of more than 255 bytes, and Windows paths of more than 260 characters. */
const longestFile = 80;

/**
 * Names for the groups of a document, unique, whatever the order of the tags.
 * @param tags first tags of the operations; the empty one stands for operations without a tag
 */
export function groupNames(tags: Iterable<string>): ReadonlyMap<string, GroupName> {
  const names = new Set<string>();
  const files = new Set<string>();
  const wishes = [...new Set(tags)].map((tag) => {
    const words = nameWords(tag === "" ? "general" : tag);
    return { tag, name: propertyName(camelCase(words)), file: fileName(kebabCase(words)) };
  });
  // A tag that is its own name keeps it, also when another tag that reads the same comes first.
  wishes.sort(
    (left, right) =>
      Number(left.tag !== left.file) - Number(right.tag !== right.file) ||
      compareText(left.tag, right.tag),
  );
  return new Map(
    wishes.map(({ tag, name, file }) => [
      tag,
      { name: takeName(names, name), file: takeName(files, file) },
    ]),
  );
}

function propertyName(name: string): string {
  if (name === "") return "group";
  const taken = isSpecialName(name) || clientMembers.has(name) || strictWords.has(name);
  return taken ? `${name}Group` : name;
}

function fileName(words: string): string {
  const file = words.slice(0, longestFile).replace(/-$/, "");
  if (file === "") return "group";
  return deviceFile.test(file) ? `${file}-group` : file;
}
