const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/** True for a token (RFC 9110 §5.6.2): what the name of a header or a cookie may be. */
export function isHttpToken(text: string): boolean {
  return token.test(text);
}
