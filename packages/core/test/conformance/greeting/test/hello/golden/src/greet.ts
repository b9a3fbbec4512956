/** What to say. */
export function greet(): string {
  return "Hello, world!";
}

export const labels = { spoken: "aloud" };
