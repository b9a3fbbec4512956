/** A text as SQL writes it, whatever `standard_conforming_strings` is. */
export function sqlLiteral(text: string): string {
  const quoted = `'${text.replaceAll("'", "''")}'`;
  return text.includes("\\") ? `E${quoted.replaceAll("\\", "\\\\")}` : quoted;
}

/** A name as SQL writes it, always quoted. */
export function sqlName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
