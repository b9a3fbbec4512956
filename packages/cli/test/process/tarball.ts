import { gzipSync } from "node:zlib";

const block = 512;

/** A gzipped tar archive of one small file, as npm packs it (POSIX ustar). */
export function tarball(path: string, text: string): Buffer {
  return tarballOf({ [path]: text });
}

/** The same of several. */
export function tarballOf(files: Readonly<Record<string, string>>): Buffer {
  const entries = Object.entries(files).map(([path, text]) => entry(path, text));
  return gzipSync(Buffer.concat([...entries, Buffer.alloc(2 * block)]));
}

function entry(path: string, text: string): Buffer {
  const data = Buffer.from(text);
  const header = Buffer.alloc(block);
  header.write(`package/${path}`, 0);
  header.write("0000644\0", 100);
  header.write(`${data.length.toString(8).padStart(11, "0")}\0`, 124);
  header.write("00000000000\0", 136);
  header.write("        ", 148);
  header.write("0", 156);
  header.write("ustar\u000000", 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  const padding = Buffer.alloc((block - (data.length % block)) % block);
  return Buffer.concat([header, data, padding]);
}
