/** The text format of COPY (PostgreSQL manual, "COPY", "Text Format"): rows are lines, columns are parted by tabs. */

const escapes: ReadonlyMap<string, string> = new Map([
  ["\\", "\\\\"],
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
]);
const special = /[\\\n\r\t]/;
const allSpecial = /[\\\n\r\t]/g;

/** A value as a field. @param plain it holds nothing that has to be escaped */
export function copyField(text: string | null, plain: boolean): string {
  if (text === null) return String.raw`\N`;
  if (plain || !special.test(text)) return text;
  return text.replaceAll(allSpecial, (character) => escapes.get(character) ?? character);
}

/** What the server writes for a character after a backslash; any other stands for itself. */
const unescaped: ReadonlyMap<string, string> = new Map([
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ["v", "\v"],
]);

/** The values of a line without its end. */
export function copyValues(line: string): readonly (string | null)[] {
  const fields = line.split("\t");
  return line.includes("\\") ? fields.map(valueOf) : fields;
}

function valueOf(field: string): string | null {
  if (field === String.raw`\N`) return null;
  if (!field.includes("\\")) return field;
  return field.replaceAll(
    /\\([^])/g,
    (_, character: string) => unescaped.get(character) ?? character,
  );
}
