/** Characters below which a value is not looked for: it would be found by chance, and says nothing when it is. */
const shortest = 4;

/** Characters below which a line of a value is not looked for alone. */
const shortestLine = 8;

/**
 * Every text that a secret can stand in a report as, besides escapes (`EscapedText` undoes those): itself, the lines
 * of a key, and its bytes as base64, hexadecimal and decimal. Empty for a secret of less than four characters.
 */
export function formsOf(secret: string): readonly string[] {
  if (secret.length < shortest) return [];
  const bytes = Buffer.from(secret);
  const hex = bytes.toString("hex");
  const forms = [
    secret,
    secret.trim(),
    // `application/x-www-form-urlencoded` has it so.
    secret.replaceAll(" ", "+"),
    ...linesOf(secret),
    ...base64Of(bytes),
    hex,
    hex.toUpperCase(),
    // As Node prints a buffer, and as JSON and `util.inspect` print its numbers.
    hex.replaceAll(/..(?!$)/g, "$& "),
    bytes.join(","),
    bytes.join(", "),
  ];
  return [...new Set(forms)].filter((form) => form.length >= shortest);
}

/** `util.inspect` and loggers print each line of a key apart. Its first and last line are no secret. */
function linesOf(secret: string): readonly string[] {
  if (!secret.includes("\n")) return [];
  return secret
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line.length >= shortestLine && !line.startsWith("-----"));
}

/**
 * The whole in base64 and base64url (RFC 4648 §4, §5), and the characters that it always gives inside of a longer
 * text. Base64 writes three bytes as four characters, so where the secret begins among three decides which.
 */
function base64Of(bytes: Buffer): readonly string[] {
  const inside = [0, 1, 2].map((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), bytes]).toString("base64");
    // The first characters hold bits of what stands before, the last one those of what follows.
    return text.slice(
      Math.ceil((offset * 8) / 6),
      Math.floor(((offset + bytes.byteLength) * 8) / 6),
    );
  });
  return [bytes.toString("base64"), ...inside].flatMap((text) => [
    text,
    text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", ""),
  ]);
}
