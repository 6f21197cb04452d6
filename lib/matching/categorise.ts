import { vocabularyIn, type VocabularyHit } from "./words/vocabulary";

/**
 * The category of a title or search term, by the words of our taxonomy. `confidence` (0–1) is the share of the evidence
 * that points there, lower when only one common word does. Null when no word of the text names a kind of product.
 */
export function categorise(text: string): { id: string; path: string; confidence: number } | null {
  const scores = new Map<string, { path: string; score: number }>();
  let total = 0;
  for (const hit of vocabularyIn(text)) {
    const score = weight(hit);
    const entry = scores.get(hit.node.id) ?? { path: hit.node.path, score: 0 };
    entry.score += score;
    total += score;
    scores.set(hit.node.id, entry);
  }
  let best: { id: string; path: string; score: number } | null = null;
  for (const [id, { path, score }] of scores) {
    if (!best || score > best.score) best = { id, path, score };
  }
  if (!best) return null;
  const share = best.score / total;
  const enough = best.score / (best.score + 1);
  return { id: best.id, path: best.path, confidence: Math.round(share * enough * 100) / 100 };
}

/** Longer phrases say more, the first part of a title says more than the rest, the noun that ends it says most. */
function weight({ words, start, segment, head, behindPreposition }: VocabularyHit): number {
  const length = words ** 1.5;
  if (segment > 0) return length * 0.35;
  const place = (1 + Math.min(start, 6) / 12) / (1 + Math.max(0, start - 8) / 6);
  return length * place * (head ? 1.8 : 1) * (behindPreposition ? 0.3 : 1);
}
