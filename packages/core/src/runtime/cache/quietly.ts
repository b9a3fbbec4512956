/** The same listener; what it throws is dropped, because nobody could catch it. */
export function quietly<Parameters extends readonly unknown[]>(
  listener: ((...parameters: Parameters) => void) | undefined,
): (...parameters: Parameters) => void {
  return (...parameters) => {
    try {
      listener?.(...parameters);
    } catch {
      // It was told; there is nobody else to tell.
    }
  };
}
