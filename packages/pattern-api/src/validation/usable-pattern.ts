export function usablePattern(pattern: string): string | undefined {
  return pattern;
}
