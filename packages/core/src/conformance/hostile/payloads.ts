/** A name that nothing generated refers to: code that got out of its place does. */
export const canary = "agentflowCanary";

const fire = `${canary}()`;

/** Texts that end what they are printed into where a printer is careless, hide in it, or mean something to a tool. */
export const payloads: Readonly<Record<string, string>> = {
  "double quote": `";${fire};//`,
  "escaped double quote": `\\";${fire};//`,
  "single quote": `';${fire};//`,
  "escaped single quote": `\\';${fire};//`,
  "end of a template": `\`;${fire};\``,
  "expression in a template": `\${${fire}}`,
  "end of a comment": `*/${fire};/*`,
  "end of a comment in two": `* /*/ /${fire};/*`,
  "backslash at the end": `${canary}\\`,
  "new line": `\n${fire}\n//`,
  "carriage return": `\r${fire}\r//`,
  "line separator": `\u2028${fire}\u2028//`,
  "paragraph separator": `\u2029${fire}\u2029//`,
  "end of a regular expression": `/;${fire};/`,
  brackets: `]});${fire};({[`,
  "number and more": `1;${fire}`,
  "computed key": `["x"]:${fire},y`,
  "JSON member": `","${canary}":"`,
  "code fence": `\n\`\`\`\n${fire}\n\`\`\`\n`,
  "template tag": `<%= ${fire} %>`,
  "raw template tag": `<%~ ${fire} %>`,
  "end of a script": `</script><script>${fire}</script>`,
  "HTML comment": `<!--${fire}-->`,
  "image with a handler": `<img src=x onerror=${fire}>`,
  "link to a script": `[x](javascript:${fire})`,
  "replacement pattern": `$&$'$\`$1$$;${fire}`,
  "compiler directive": `@ts-nocheck @ts-ignore ${canary}`,
  "source map": `//# sourceMappingURL=data:,${canary}`,
  "bidirectional override": `a\u202e${fire}\u2066b`,
  NUL: `a\0${canary}`,
  "zero width": `a\u200b\ufeff${canary}`,
  "lone surrogate": `a\ud800${canary}`,
  "escape sequence": `a\u001b[2J${canary}`,
  "header injection": `a\r\nX-${canary}: 1`,
  "unicode escape of a quote": `\\u0022;${fire};//`,
  "path traversal": `../../../${canary}`,
  "path traversal on Windows": `..\\..\\..\\${canary}`,
  "absolute path": `/tmp/${canary}`,
  "long text": canary.repeat(300),
  "name of the prototype": "__proto__",
  constructor: "constructor",
  "reserved word": "delete",
  "name of a device": "CON",
  "nothing but punctuation": "!?",
};

/**
 * Words that stand in the same places. What makes the same files with both is printed in none of them: it is compared
 * with other words at most.
 */
export const words = [`${canary} 1`, "ordinary"] as const;

/** Texts that are harmless too, and with which a package may have other forms that it usually has. */
export const awkward: readonly string[] = ["class", "{", "1", ""];
