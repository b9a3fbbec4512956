/**
 * A generator that reads from a source and ends it when it is left: also before its first step and while it waits
 * for the source, which a generator by itself would not.
 * @param steps reads the source with `for await`
 */
export function readFrom<Piece, Item>(
  source: AsyncIterable<Piece>,
  steps: (source: AsyncIterable<Piece>) => AsyncGenerator<Item, void, undefined>,
): AsyncGenerator<Item, void, undefined> {
  const iterator = source[Symbol.asyncIterator]();
  const generator = steps({ [Symbol.asyncIterator]: () => iterator });
  const leave = generator.return.bind(generator);
  generator.return = async (value) => {
    await iterator.return?.();
    return leave(value);
  };
  return generator;
}
