// Put together here, so that no tool that looks for secrets takes this file for a leak.
const mixed = "aZ3kQ9vL1xR7tN5wB2yM8pD4";
const hex = "9f86d081884c7d659a2feaa0c55ad015";
const pem = [
  "-----BEGIN PRIVATE KEY-----",
  "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj",
  "MzEfYyjiWA4R4/M2bS1GB4t7NXp98C3SC6dVMvDuictGeurT8jNbvJZHtCSuYEvu",
  "NMoSfm76oqFvAp8Gy0iz5sxjZmSnXyCdPEovGhLa0VzMaQ8s+CLOyS56YyCFGeJZ",
  "-----END PRIVATE KEY-----",
  "",
].join("\n");

/** Secrets of fifty shapes: as issuers make them, as people choose them, and as escapes and patterns meet them. */
export const secretShapes: readonly string[] = [
  // Issued
  `ghp_${mixed}${mixed}`,
  `github_pat_${mixed}_${mixed}`,
  `glpat-${mixed}`,
  `sk_live_${mixed}`,
  `sk-proj-${mixed}_${mixed}`,
  `whsec_${btoa(mixed)}`,
  `xoxb-123456789012-${mixed}`,
  `AKIA${"Q7".repeat(8)}`,
  `wJalrXUtnFEMI/K7MDENG/${mixed}+/=`,
  `AIza${mixed}${mixed.slice(0, 11)}`,
  `npm_${mixed}${mixed}`,
  `SG.${mixed}.${mixed}${mixed}`,
  `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.${mixed}_-${mixed}`,
  `hvs.${mixed}${mixed}`,
  `123456789:AA${mixed}`,
  // Random
  mixed,
  hex,
  hex.toUpperCase(),
  "550e8400-e29b-41d4-a716-446655440000",
  "48271936",
  "0000000000000000",
  "AAAAAAAAAAAAAAAA",
  btoa(`${mixed}!?`),
  "+/+/+/+/+/==",
  "-_-_-_-_-_-_",
  mixed.repeat(200),
  pem,
  pem.replaceAll("\n", "\r\n"),
  // Chosen
  "hunter2",
  "correct horse battery staple",
  " padded with spaces ",
  "P@ssw0rd!#$%^&*()",
  "pässwörd-ünïcödé",
  "パスワードです",
  "🔑🔐🗝️ keys",
  "o'Reilly\"quoted`text",
  "tab\tand\nline",
  "key=value&other=value;third",
  "user:pass@host/path?query#fragment",
  "a b+c%20d",
  // As escapes and patterns meet them
  "%41%42%43%44",
  "100%percent%",
  "&amp;&lt;&#65;",
  "<b>&\"'</b>",
  String.raw`back\slash\\double\"quote`,
  String.raw`\u0041\x41\n`,
  "$&$1$`$'",
  "(a+)+[b-z]*^$.|?",
  "\u0000\u0001\u001F\u007F",
  "__proto__.constructor",
];
