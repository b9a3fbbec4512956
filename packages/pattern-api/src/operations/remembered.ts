/**
 * A function that works out its answer once for each pair of objects.
 * Documents share parameters: a large one has six operations for each, and all of them print the same text.
 */
export function remembered<Owner extends object, Subject extends object, Result>(
  make: (owner: Owner, subject: Subject) => Result,
): (owner: Owner, subject: Subject) => Result {
  const known = new WeakMap<Owner, WeakMap<Subject, { readonly result: Result }>>();
  return (owner, subject) => {
    const results = known.get(owner) ?? new WeakMap<Subject, { readonly result: Result }>();
    const found = results.get(subject) ?? { result: make(owner, subject) };
    results.set(subject, found);
    known.set(owner, results);
    return found.result;
  };
}
