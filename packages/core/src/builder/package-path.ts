/** The file every generated package is known by. */
export const recordPath = "agentflow.json";

/** The model that a package was generated from, where its pattern compares models. */
export const modelPath = ".agentflow/model.json";

const longest = 200;

/** Names that Windows gives to devices, with and without an extension. */
const device = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?$/i;

/** Why a file may not have that path in a package; `undefined` when it may. */
export function pathProblem(path: string): string | undefined {
  if (path.length === 0) return "is empty";
  if (path.length > longest) return `is longer than ${longest} characters`;
  if (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u.test(path)) return "contains a control character";
  if (/[<>:"|?*\\]/.test(path)) return "contains a character that Windows does not allow";
  for (const segment of path.split("/")) {
    if (segment === "") return "is absolute or has an empty segment";
    if (segment === "." || segment === "..") return "leaves its folder";
    if (/[. ]$/.test(segment)) return "has a segment that ends with a dot or a space";
    if (device.test(segment)) return "is the name of a device on Windows";
    // A package manager or git would act on what lies there.
    if (/^(?:node_modules|\.git)$/i.test(segment)) return "lies in a folder of another tool";
  }
  return undefined;
}

/** What two paths have in common when a file system that ignores case takes them for one. */
export function foldPath(path: string): string {
  return path.normalize("NFC").toLowerCase();
}

/** The folders that the paths lie in, the package itself left out. */
export function foldersOf(paths: Iterable<string>): Set<string> {
  const folders = new Set<string>();
  for (const path of paths) {
    for (let end = path.lastIndexOf("/"); end > 0; end = path.lastIndexOf("/", end - 1)) {
      folders.add(path.slice(0, end));
    }
  }
  return folders;
}
