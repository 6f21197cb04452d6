/** What Google files a search under. */

/**
 * The ids of the "trending now" page's own filter. 3, 4, 17 and 18 were seen in answers; the others follow the order of that
 * filter and are unconfirmed, 16 (shopping) among them, so nothing is thrown away by them alone.
 */
const SUBJECTS: Record<number, string> = {
  1: "Autos and vehicles",
  2: "Beauty and fashion",
  3: "Business and finance",
  4: "Entertainment",
  5: "Food and drink",
  6: "Games",
  7: "Health",
  8: "Hobbies and leisure",
  9: "Jobs and education",
  10: "Law and government",
  11: "Other",
  13: "Pets and animals",
  14: "Politics",
  15: "Science",
  16: "Shopping",
  17: "Sports",
  18: "Technology",
  19: "Travel and transportation",
  20: "Climate",
};
/** Subjects under which things to buy are filed. */
const MAY_BE_GOODS = new Set([1, 2, 5, 6, 7, 8, 13, 16, 18]);

/** "Technology searches": the first subject under which goods are filed, else the first that is known; undefined without any. */
export function subjectOf(ids: readonly unknown[]): string | undefined {
  const known = ids.filter((id): id is number => typeof id === "number" && Object.hasOwn(SUBJECTS, id));
  const id = known.find((candidate) => MAY_BE_GOODS.has(candidate)) ?? known[0];
  return id === undefined ? undefined : `${SUBJECTS[id]} searches`;
}
