/** Orders by Unicode code points, as PostgreSQL's collation "C" orders UTF-8. */
export function compareCodePoints(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index += 1) {
    const one = left.charCodeAt(index);
    const other = right.charCodeAt(index);
    // UTF-16 has the surrogates of high code points before U+E000 and what follows it.
    if (one !== other)
      return isSurrogate(one) === isSurrogate(other) ? one - other : rank(one) - rank(other);
  }
  return left.length - right.length;
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd8_00 && unit <= 0xdf_ff;
}

function rank(unit: number): number {
  return isSurrogate(unit) ? 0x1_00_00 : unit;
}
