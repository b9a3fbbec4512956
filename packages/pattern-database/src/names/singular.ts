const irregular = new Map(
  Object.entries({
    people: "person",
    children: "child",
    men: "man",
    women: "woman",
    mice: "mouse",
    feet: "foot",
    teeth: "tooth",
    geese: "goose",
    indices: "index",
    vertices: "vertex",
    matrices: "matrix",
    movies: "movie",
    cookies: "cookie",
    criteria: "criterion",
    data: "data",
    news: "news",
    series: "series",
    species: "species",
    aliases: "alias",
    buses: "bus",
    gases: "gas",
    leaves: "leaf",
    shelves: "shelf",
    halves: "half",
    knives: "knife",
    lives: "life",
    wives: "wife",
  }),
);

/** Endings of plurals and what they become; the first that fits counts. */
const rules: readonly (readonly [ending: RegExp, replacement: string])[] = [
  [/(?:ss|us|is|os|as)$/, "$&"],
  [/(?<=[^aeiou])ies$/, "y"],
  [/(?<=stat|vir|camp|bon|cens)uses$/, "us"],
  [/(?<=analy|cri|diagno|hypothe|oa|parenthe|synop|^the)ses$/, "sis"],
  [/(?<=ss|sh|ch|x|zz)es$/, ""],
  [/(?<=[aeiou]t|her|ech|tomat|potat)oes$/, "o"],
  [/s$/, ""],
];

/** The singular of an English noun, as far as its ending tells; a word that is none stays as it is. */
export function singular(word: string): string {
  const lower = word.toLowerCase();
  const known = irregular.get(lower);
  if (known !== undefined) return word.charAt(0) + known.slice(1);
  const rule = rules.find(([ending]) => ending.test(lower));
  return rule && word.length > 2 ? word.replace(new RegExp(rule[0], "i"), rule[1]) : word;
}
