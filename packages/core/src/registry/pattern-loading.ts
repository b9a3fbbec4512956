/**
 * Told before the module of a pattern is imported, which may end or block the process.
 * @param name the package and its version
 * @param timeout milliseconds that it may take
 * @returns called when it was imported, or failed
 */
export type LoadingListener = (name: string, timeout: number) => () => void;

const listeners = new Set<LoadingListener>();

/**
 * Has a program that owns its process told of every import of a pattern.
 * @returns stops it
 */
export function onPatternLoading(listener: LoadingListener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/**
 * Tells who listens.
 * @returns tells them that it is over
 */
export function announceLoading(name: string, timeout: number): () => void {
  const ended = Array.from(listeners, (listener) => listener(name, timeout));
  return () => {
    for (const end of ended) end();
  };
}
