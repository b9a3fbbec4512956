/**
 * A regular expression of what a glob on `schema.table`, or on a table alone, matches. PostgreSQL reads it, and
 * JavaScript with the flags `su`.
 */
export function tablePattern(glob: string): string {
  const pattern = glob
    .replaceAll(/[\\^$.|?*+()[\]{}]/g, "\\$&")
    .replaceAll("\\*", ".*")
    .replaceAll("\\?", ".");
  return glob.includes(".") ? pattern : `.*\\.${pattern}`;
}
