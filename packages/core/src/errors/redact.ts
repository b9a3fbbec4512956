/** What stands where a secret stood. */
export const redacted = "[secret]";

/** Shapes that are secrets wherever they appear; each keeps what identifies the kind, and drops the value. */
const shapes: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  [/\b([a-z][a-z0-9+.-]*:\/\/)[^\s/@:]*:[^\s/@]+@/gi, `$1${redacted}@`],
  [/\b(authorization\s*[:=]\s*"?(?:bearer|basic|token)\s+)[^\s"',;]+/gi, `$1${redacted}`],
  [/\b(bearer\s+)[A-Za-z0-9._~+/=-]{8,}/gi, `$1${redacted}`],
  [
    /\b((?:access_token|api[_-]?key|client_secret|password|passwd|secret|token)["']?\s*[=:]\s*["']?)(?!\[secret\])[^\s"'&,;]{6,}/gi,
    `$1${redacted}`,
  ],
  [/\b(?:gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{22,})/g, redacted],
  [/\b(?:sk|rk|pk)_(?:live|test)_[A-Za-z0-9]{10,}/g, redacted],
  [/\bxox[abprs]-[A-Za-z0-9-]{10,}/g, redacted],
  [/\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g, redacted],
  [/\bnpm_[A-Za-z0-9]{30,}/g, redacted],
  [/\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}/g, redacted],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?-----END [A-Z ]*PRIVATE KEY-----/g, redacted],
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
