/** Characters as JSON Schema counts them and patterns read them: Unicode code points (JSON Schema Validation §6.3). */
export function codePoints(text: string): string[] {
  return Array.from(text);
}
