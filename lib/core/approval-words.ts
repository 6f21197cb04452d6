import type { Origin } from "./words";

/** What an origin's own people call the approval that a sighting's `upvotes` counts: one, and many. */
const APPROVAL_WORDS: Partial<Record<Origin, readonly [one: string, many: string]>> = {
  instagram: ["like", "likes"],
  tiktok: ["like", "likes"],
  pinterest: ["save", "saves"],
};

/** "like" and "likes", "save" and "saves"; "upvote" and "upvotes" where the origin has no word of its own. */
export function approvalWords(origin: Origin): readonly [one: string, many: string] {
  return APPROVAL_WORDS[origin] ?? ["upvote", "upvotes"];
}
