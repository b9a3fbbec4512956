/** A program that becomes another, and its arguments. Empty: the other is started as it is. */
export type Launcher = readonly string[];

/**
 * Lets a server that refuses to run as root run as the user that Debian's package brings for it. `setpriv` of
 * util-linux becomes the program instead of starting it: signals reach the server.
 */
export function asUser(user: string): Launcher {
  if (process.getuid?.() !== 0) return [];
  return ["setpriv", `--reuid=${user}`, `--regid=${user}`, "--init-groups"];
}
