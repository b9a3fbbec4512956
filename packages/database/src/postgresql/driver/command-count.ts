const zero = 48;
const nine = 57;

/**
 * Rows that a statement returned or changed, from its command tag (PostgreSQL manual, "Message Formats",
 * CommandComplete): the number at its end, as in `INSERT 0 5`; 0 where there is none.
 */
export function commandCount(tag: string): number {
  let count = 0;
  let weight = 1;
  for (let index = tag.length - 1; index >= 0; index -= 1) {
    const digit = tag.charCodeAt(index);
    if (digit < zero || digit > nine) break;
    count += (digit - zero) * weight;
    weight *= 10;
  }
  return count;
}
