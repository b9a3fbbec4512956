import type { Collection } from "mongodb";
import { identityOf } from "./identity-of.js";
import { DocumentShape } from "./shape.js";

/** Numbers keep their exact types. */
const exact = {
  promoteValues: false,
  promoteLongs: false,
  promoteBuffers: false,
  bsonRegExp: true,
} as const;

/**
 * Looks at documents of a collection: all when there are no more than `size`, else half of that many with the lowest
 * keys and half with the highest. Keys are mostly in the order of time, so the oldest and the newest are among them; and
 * the same data gives the same documents, which chance would not.
 */
export async function sampleCollection(
  collection: Collection,
  size: number,
  signal: AbortSignal,
): Promise<DocumentShape> {
  const all = new DocumentShape();
  if (size === 0) return all;
  const some = new DocumentShape();
  let boundary = "";
  // One more tells whether there are others.
  const lowest = collection.find({}, { ...exact, signal, sort: { _id: 1 }, limit: size + 1 });
  for await (const document of lowest) {
    if (all.count < Math.ceil(size / 2)) {
      some.add(document);
      boundary = identityOf(document["_id"]);
    }
    all.add(document);
  }
  if (all.count <= size) return all;
  const limit = Math.floor(size / 2);
  // To the server, no limit is 0.
  if (limit === 0) return some;
  const highest = collection.find({}, { ...exact, signal, sort: { _id: -1 }, limit });
  for await (const document of highest) {
    // Somebody removes documents meanwhile.
    if (identityOf(document["_id"]) === boundary) break;
    some.add(document);
  }
  return some;
}
