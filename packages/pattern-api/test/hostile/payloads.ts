/** A text that leaves what it is printed into where a printer is careless. */
export interface Payload {
  readonly name: string;
  readonly text: string;
}

/** A text of which every derived name has the form that it has of the texts below, with nothing to escape in it. */
export const harmless = "globalThis canary 1";

/** What each payload would do if it ever ran. */
const fire = "globalThis.canary=1";

/** Texts that end a literal, a comment, a line, a fence or a tag. */
const leaving: readonly Payload[] = [
  { name: "double quote", text: `";${fire};//` },
  { name: "escaped double quote", text: `\\";${fire};//` },
  { name: "single quote", text: `';${fire};//` },
  { name: "escaped single quote", text: `\\';${fire};//` },
  { name: "template literal", text: `\`;${fire};\`` },
  { name: "template expression", text: `\${${fire}}` },
  { name: "template expression in a literal", text: `\`\${${fire}}\`` },
  { name: "end of a comment", text: `*/${fire};/*` },
  { name: "end of a comment, split", text: `* /*/ /${fire};/*` },
  { name: "backslash at the end", text: `${fire}\\` },
  { name: "newline", text: `\n${fire}\n//` },
  { name: "carriage return", text: `\r${fire}\r//` },
  { name: "line separator", text: `\u2028${fire}\u2028//` },
  { name: "paragraph separator", text: `\u2029${fire}\u2029//` },
  { name: "code fence", text: `\n\`\`\`\n${fire}\n\`\`\`\n` },
  { name: "template tag", text: `<%= ${fire} %>` },
  { name: "raw template tag", text: `<%~ ${fire} %>` },
  { name: "end of a regular expression", text: `/;${fire};/` },
  { name: "bracket and semicolon", text: `]});${fire};({[` },
  { name: "a number and more", text: `1;${fire}` },
  { name: "computed key", text: `["x"]:${fire},y` },
  { name: "end of a script element", text: `</script><script>${fire}</script>` },
  { name: "HTML comment", text: `<!--${fire}-->` },
  { name: "image with a handler", text: `<img src=x onerror=${fire}>` },
  { name: "Markdown link to a script", text: `[x](javascript:${fire})` },
  { name: "replacement patterns", text: `$&$'$\`$1$$;${fire}` },
  { name: "directive for the compiler", text: `@ts-nocheck @ts-ignore ${fire}` },
  { name: "directive for the bundler", text: `#__PURE__ @__PURE__ ${fire}` },
  { name: "import", text: `import("data:text/javascript,${fire}")` },
  { name: "source map", text: `//# sourceMappingURL=data:,${fire}` },
];

/** Texts that hide or reorder others, or that are no text. */
const hiding: readonly Payload[] = [
  { name: "bidirectional override", text: `a\u202e${fire}\u2066b` },
  { name: "NUL", text: `a\0b` },
  { name: "zero width and byte order mark", text: "a\u200b\ufeffb" },
  { name: "soft hyphen and Mongolian vowel separator", text: "a\u00ad\u180eb" },
  { name: "letter mark and annotations", text: "a\u061c\ufff9\ufffbb" },
  { name: "lone surrogate", text: "a\ud800b" },
  { name: "lone surrogate, the second of two", text: "a\udc00b" },
  { name: "escape sequence of a terminal", text: "a\u001b[2Jb" },
  { name: "header injection", text: "a\r\nX-Injected: 1" },
];

/** Texts that are escapes already: decoded by a later tool, they would be one of the above. */
const escaped: readonly Payload[] = [
  { name: "unicode escape of a quote", text: `\\u0022;${fire}//` },
  { name: "hexadecimal escape of a quote", text: `\\x22;${fire}//` },
  { name: "unicode escape of a comment's end", text: `\\u002a/${fire};/\\u002a` },
  { name: "entity", text: `&quot;${fire}&#42;/` },
  { name: "percent encoding", text: `%22;${fire}%2a%2f` },
];

/** Names that lead elsewhere, or that some system keeps for itself. */
const paths: readonly Payload[] = [
  { name: "traversal", text: "../../../canary" },
  { name: "traversal on Windows", text: "..\\..\\..\\canary" },
  { name: "absolute path", text: "/tmp/canary" },
  { name: "drive", text: "C:\\canary" },
  { name: "encoded traversal", text: "..%2f..%2fcanary" },
  { name: "address of metadata", text: "http://169.254.169.254/latest/meta-data" },
  { name: "file address", text: "file:///etc/passwd" },
  { name: "long name", text: "a".repeat(4000) },
  { name: "nothing but punctuation", text: "!?" },
];

/** Names that mean something to JavaScript, to modules, or to a file system. */
const reserved: readonly string[] = [
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "hasOwnProperty",
  "then",
  "toJSON",
  "default",
  "delete",
  "await",
  "arguments",
  "undefined",
  "schemas",
  "body",
  "client",
  "options",
  "defineOperation",
  "CON",
  "nul",
  "com1.txt",
  ".",
  "..",
  "index",
  "package",
];

/** Texts with which a package has the shape that it has with `harmless`. */
export const texts: readonly Payload[] = [...leaving, ...hiding, ...escaped, ...paths];

/** Texts that are names of something: they may have to be renamed, which adds to the shape. */
export const names: readonly Payload[] = reserved.map((text) => ({
  name: `the name ${text}`,
  text,
}));

export const payloads: readonly [Payload, ...Payload[]] = [
  { name: "double quote and newline", text: `"\n${fire}//` },
  ...texts,
  ...names,
];
