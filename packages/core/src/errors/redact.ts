/** What stands where a secret stood. */
export const redacted = "[secret]";

/** Names after which a value is a secret, also as the end of a longer name: `refresh_token`, `x-api-key`. */
const secretName =
  "(?:token|secret|password|passwd|pwd|_auth|api[_-]?key|access[_-]?key|private[_-]?key|credentials?)";

/** Shapes that are secrets wherever they appear; each keeps what identifies the kind, and drops the value. */
const shapes: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  // To the last @ before a path: people forget to encode the one in a password.
  [/\b([a-z][a-z0-9+.-]{0,30}:\/\/)[^\s/?#@:"']*:[^\s/?#"']*@/gi, `$1${redacted}@`],
  [/\b([a-z][a-z0-9+.-]{0,30}:\/\/)[^\s/?#@:"']{16,}@/gi, `$1${redacted}@`],
  [
    /\b(authorization["']?\s*[:=]\s*["']?(?:(?:bearer|basic|digest|token)\s+)?)[^\s"',;]+/gi,
    `$1${redacted}`,
  ],
  // With a digit or long: "bearer authentication" is prose.
  [
    /\b((?:bearer|basic)\s+)(?:(?=[A-Za-z._~+/=-]*\d)[\w.~+/=-]{8,}|[\w.~+/=-]{20,})/gi,
    `$1${redacted}`,
  ],
  [new RegExp(`(${secretName}["']?\\s*[=:]\\s*)"(?:[^"\\\\]|\\\\.)+"`, "gi"), `$1"${redacted}"`],
  [
    new RegExp(`(${secretName}["']?\\s*[=:]\\s*["']?)(?!\\[secret\\])[^\\s"'&,;]{6,}`, "gi"),
    `$1${redacted}`,
  ],
  [/(?<![A-Za-z0-9])(?:gh[pousr]_[A-Za-z0-9]{20,}|github_pat_\w{22,})/g, redacted],
  [/(?<![A-Za-z0-9])(?:sk|rk|pk)_(?:live|test)_[A-Za-z0-9]{10,}/g, redacted],
  [/(?<![A-Za-z0-9])whsec_[A-Za-z0-9+/=]{16,}/g, redacted],
  [/(?<![A-Za-z0-9])xox[abeprs]-[A-Za-z0-9-]{10,}/g, redacted],
  [/(?<![A-Za-z0-9])(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Z0-9])/g, redacted],
  [/(?<![A-Za-z0-9])npm_[A-Za-z0-9]{30,}/g, redacted],
  [/(?<![A-Za-z0-9])eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]{8,}/g, redacted],
  // Bounded, so that many beginnings without an end take no quadratic time.
  [
    /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[\s\S]{0,16384}?-----END [A-Z ]{0,30}PRIVATE KEY-----/g,
    redacted,
  ],
];

/**
 * `text` with everything that looks like a secret replaced by `[secret]`.
 * Called where an error or a log record is built, so that no printer can forget it.
 */
export function redact(text: string): string {
  return shapes.reduce(
    (result, [pattern, replacement]) => result.replace(pattern, replacement),
    text,
  );
}
