/** Names that look like data: keys of other documents, numbers, dates, addresses. */
const dataNames =
  /^(?:[0-9a-f]{24}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[+-]?\d+|\d{4}-\d\d(?:-\d\d.*)?|.*@.*)$/i;
/** More different names than this, most of them rare, are no design. */
const mostNames = 64;

/**
 * Whether documents at one place are maps, whose names are data: each name looks like data, or there are many names and
 * a document has but few of them. Such names stay out of the model.
 * @param documents how many documents there were
 * @param counts in how many of them each name was
 */
export function areRecordNames(documents: number, counts: ReadonlyMap<string, number>): boolean {
  const names = [...counts.keys()];
  if (names.length === 0) return false;
  if (names.every((name) => dataNames.test(name))) return true;
  if (names.length <= mostNames) return false;
  const present = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return present < (documents * names.length) / 2;
}
