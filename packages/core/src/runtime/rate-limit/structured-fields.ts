/** An item of a structured field: its key, where it stands in a dictionary, its value, and its parameters. */
export interface FieldMember {
  readonly key: string | undefined;
  /** As it was written; a string without its quotes. */
  readonly value: string;
  /** As they were written; `?1` for one without a value. */
  readonly parameters: ReadonlyMap<string, string>;
}

const key = String.raw`[a-z*][a-z0-9_.*-]*`;
/** String, byte sequence, boolean, number or token, in this order. */
const item = [
  String.raw`"(?:[ !#-\[\]-~]|\\["\\])*"`,
  String.raw`:[A-Za-z0-9+/=]*:`,
  String.raw`\?[01]`,
  String.raw`-?\d{1,15}(?:\.\d{1,3})?`,
  String.raw`[A-Za-z*][\w!#$%&'*+.^|~:/\x60-]*`,
].join("|");
const parameterPattern = new RegExp(`;[ ]*(${key})(?:=(${item}))?`, "g");
const parameters = `(?:;[ ]*${key}(?:=(?:${item}))?)*`;
const memberPattern = new RegExp(`(?:(${key})=)?(${item})(${parameters})`, "y");
const separatorPattern = /[ \t]*,[ \t]*/y;

/**
 * The members of a list or a dictionary of items (RFC 9651 §3.1, §3.2); inner lists and dates are not among them.
 * `undefined` when the text is malformed: then the whole field is to be ignored (§4.2).
 */
export function parseFieldMembers(text: string): readonly FieldMember[] | undefined {
  const field = text.trim();
  const members: FieldMember[] = [];
  let position = 0;
  for (;;) {
    memberPattern.lastIndex = position;
    const member = memberPattern.exec(field);
    if (member === null) return undefined;
    const [whole, name, value = "", rest = ""] = member;
    members.push({ key: name, value: bare(value), parameters: parseParameters(rest) });
    position += whole.length;
    if (position === field.length) return members;
    separatorPattern.lastIndex = position;
    const separator = separatorPattern.exec(field);
    if (separator === null) return undefined;
    position += separator[0].length;
  }
}

function parseParameters(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  // Not `matchAll`, which makes a copy of the pattern each time.
  parameterPattern.lastIndex = 0;
  for (let each = parameterPattern.exec(text); each; each = parameterPattern.exec(text)) {
    const [, name = "", value = "?1"] = each;
    found.set(name, bare(value));
  }
  return found;
}

function bare(value: string): string {
  return value.startsWith('"') ? value.slice(1, -1).replaceAll(/\\(.)/g, "$1") : value;
}
