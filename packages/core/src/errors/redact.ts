/** What stands where a secret stood. */
export const redacted = "[secret]";

/** Names after which a value is a secret, also as the end of a longer name: `refresh_token`, `x-api-key`. */
const secretName =
  "(?:token|secret|password|passwd|pwd|passphrase|_auth|credentials?|session[_-]?id|" +
  "(?:api|access|account|auth|encryption|private|signing|subscription)[_-]?key)";

/** Between a name and its value, in JSON, in JSON that is a string itself, in code, headers, queries and settings. */
const assignment = String.raw`\\{0,3}["']?\s*(?:[=:]|%3[ad])\s*`;

/**
 * What the issuers of tokens begin them with, so that they and others find those that leaked; as each documents it.
 * The lengths are bounds: long enough to be no word, and nothing that another beginning could stand in.
 */
const issued = [
  String.raw`gh[pousr]_[A-Za-z0-9]{20,}`, // GitHub
  String.raw`github_pat_\w{22,}`,
  String.raw`gl(?:pat|dt|rt|cbt|ptt|soat)-[\w-]{20,}`, // GitLab
  String.raw`(?:sk|rk|pk)_(?:live|test)_[A-Za-z0-9]{10,}`, // Stripe
  String.raw`whsec_[A-Za-z0-9+/=]{16,}`, // Standard Webhooks
  String.raw`xox[abeprs]-[A-Za-z0-9-]{10,}`, // Slack
  String.raw`xapp-\d-[A-Za-z0-9-]{10,}`,
  String.raw`(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Z0-9])`, // AWS
  String.raw`AIza[\w-]{35}`, // Google
  String.raw`ya29\.[\w-]{20,}`,
  String.raw`sk-(?:ant-|proj-|svcacct-)?(?=[A-Za-z_-]{0,40}\d)[\w-]{20,}`, // Anthropic, OpenAI
  String.raw`npm_[A-Za-z0-9]{30,}`, // npm
  String.raw`pypi-[\w-]{50,}`, // PyPI
  String.raw`hf_[A-Za-z0-9]{30,}`, // Hugging Face
  String.raw`SG\.[\w-]{16,32}\.[\w-]{16,64}`, // SendGrid
  String.raw`shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}`, // Shopify
  String.raw`do[opr]_v1_[a-f0-9]{40,}`, // DigitalOcean
  String.raw`dckr_pat_[\w-]{20,}`, // Docker
  String.raw`hv[bsr]\.[\w-]{20,}`, // Vault
].join("|");

/** Shapes that are secrets wherever they appear; each keeps what identifies the kind, and drops the value. */
const shapes: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  // First, as its lines may look like other shapes. Without an end, what looks like its lines.
  [
    /-----BEGIN [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----(?:(?:[^-]|-(?!----)){0,16384}-----END [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----|(?:(?:\\[nr]|\s)*[A-Za-z0-9+/=]{16,})+)/g,
    redacted,
  ],
  // To the last @ before a path: people forget to encode the one in a password.
  [/\b([a-z][a-z0-9+.-]{0,30}:\/\/)[^\s/?#@:"']*:[^\s/?#"']*@/gi, `$1${redacted}@`],
  [/\b([a-z][a-z0-9+.-]{0,30}:\/\/)[^\s/?#@:"']{16,}@/gi, `$1${redacted}@`],
  [
    new RegExp(
      String.raw`\b(authorization${assignment}\\{0,3}["']?)` +
        String.raw`(?!\[secret\])(?:((?:bearer|basic|digest|token)\s+)[^\s"',;]+|[^\s"',;]+(?:[^\S\r\n]+[^\s"',;]+)?)`,
      "gi",
    ),
    `$1$2${redacted}`,
  ],
  [new RegExp(String.raw`\b(cookie${assignment}\\{0,3}["']?)[^"'\r\n]+`, "gi"), `$1${redacted}`],
  // With a digit or long: "bearer authentication" is prose.
  [
    /\b((?:bearer|basic)\s+)(?:(?=[A-Za-z._~+/=-]*\d)[\w.~+/=-]{8,}|[\w.~+/=-]{20,})/gi,
    `$1${redacted}`,
  ],
  [new RegExp(`(${secretName}${assignment})"(?:[^"\\\\]|\\\\.)+"`, "gi"), `$1"${redacted}"`],
  [new RegExp(`(${secretName}${assignment})'(?:[^'\\\\]|\\\\.)+'`, "gi"), `$1'${redacted}'`],
  [
    new RegExp(
      String.raw`(${secretName}${assignment}\\{0,3}["']?)(?!\[secret\])(?:[^\s"'&,;\\]|\\(?!["'])){6,}`,
      "gi",
    ),
    `$1${redacted}`,
  ],
  // Signed URLs: whoever has the signature may do what it signs.
  [/([?&](?:sig|signature|x-(?:amz|goog)-signature)=)[^\s&"'#]+/gi, `$1${redacted}`],
  [new RegExp(`(?<![A-Za-z0-9])(?:${issued})`, "g"), redacted],
  [/(?<![\w-])eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]{8,}/g, redacted],
];

/**
 * Stands in every text in which one of the shapes stands. One look for it costs less than one for each shape, and most
 * texts hold none.
 */
const hint = new RegExp(
  String.raw`:\/\/[^\s/?#]*@|-----BEGIN|key|token|secret|pass|pwd|_auth|credential|session|authorization|cookie|bearer|basic|sig|eyJ|${issued}`,
  "i",
);

/**
 * `text` with everything that looks like a secret replaced by `[secret]`.
 * Called where an error or a log record is built, so that no printer can forget it. Takes time by the text's length.
 */
export function redact(text: string): string {
  if (!hint.test(text)) return text;
  return shapes.reduce(
    (result, [pattern, replacement]) => result.replace(pattern, replacement),
    text,
  );
}
