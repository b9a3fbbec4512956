/**
 * Numbers from 0 to less than 1 that are the same every time: the minimal standard generator.
 * Source: S. K. Park, K. W. Miller, Communications of the ACM 31(10), 1988.
 */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
