/** `https:` anywhere; plain `http:` only where nobody can listen in between: on this machine. */
export function isSecure({ protocol, hostname }: URL): boolean {
  const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(hostname);
  return protocol === "https:" || (protocol === "http:" && loopback);
}
