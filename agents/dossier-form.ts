/** The dossier as a prompt holds it: the same items in fewer characters, cut by rule when they are too many. */
import { z } from "zod";
import { METRICS, dossier as dossierSchema, type Dossier, type EvidenceItem } from "@/lib/core/evidence";
import { clipText, warns } from "./clip-text";
import { estimateTokens } from "./estimate-tokens";
import { sealedJson } from "./sealed-json";
import { openSeries, seriesForm, shortSeries } from "./series-form";

const shortItem = z.object({
  id: z.string(),
  metric: z.enum(METRICS),
  origin: z.string(),
  text: z.string(),
  value: z.number().optional(),
  unit: z.string().optional(),
  range: z.tuple([z.number(), z.number()]).optional(),
  points: shortSeries.optional(),
  /** The host of the page, for what was read on the web. */
  site: z.string().optional(),
  /** The day it was seen, where that is not the day the dossier was built. */
  seen: z.string().optional(),
});
const shortDossier = z.object({
  title: z.string(),
  description: z.string().nullable(),
  category: z.string().nullable(),
  homeCurrency: z.string(),
  builtAt: z.string(),
  /** Items that found no room. */
  leftOut: z.number(),
  items: z.array(shortItem),
});
type ShortItem = z.infer<typeof shortItem>;
export type ShortDossier = z.infer<typeof shortDossier>;

/** Characters of one text and points of one series, from roomy to tight; the first that fits is taken. */
const CAPS: readonly { text: number; points: number }[] = [
  { text: 1_200, points: 104 },
  { text: 600, points: 104 },
  { text: 350, points: 78 },
  { text: 220, points: 65 },
  { text: 150, points: 54 },
  { text: 110, points: 26 },
];

const dayOf = (at: string): string => at.slice(0, 10);

function shortened(item: EvidenceItem, builtAt: string, caps: { text: number; points: number }): ShortItem {
  const { id, metric, origin, value, unit, range, points, url, seenAt } = item;
  const host = metric === "web" && url !== null ? URL.parse(url)?.host : undefined;
  return {
    id,
    metric,
    origin,
    text: clipText(item.text, caps.text),
    ...(value === null ? {} : { value }),
    ...(unit === null ? {} : { unit }),
    ...(range === null ? {} : { range }),
    ...(points === null ? {} : { points: seriesForm(points.slice(-caps.points)) }),
    ...(host === undefined ? {} : { site: host.slice(0, 60) }),
    ...(dayOf(seenAt) === dayOf(builtAt) ? {} : { seen: dayOf(seenAt) }),
  };
}

/** What must not be missing first; metrics that are not named come after these, in their own order. */
const FIRST = ["title", "price", "cost", "margin-likely", "competing-listings", "rating", "review-count"];
const place = new Map(METRICS.map((metric, at) => [metric, FIRST.includes(metric) ? at - 100 : at]));

/** Items from most to least wanted: warnings, then the newest of every metric before the second newest of any. */
function byRelevance(items: readonly EvidenceItem[]): EvidenceItem[] {
  const turns = new Map<string, number>();
  return items
    .toSorted((a, b) => b.seenAt.localeCompare(a.seenAt))
    .map((item) => {
      if (item.metric === "web" && warns(item.text)) return { item, turn: 0 };
      const turn = turns.get(item.metric) ?? 0;
      turns.set(item.metric, turn + 1);
      return { item, turn };
    })
    .toSorted((a, b) => a.turn - b.turn || (place.get(a.item.metric) ?? 0) - (place.get(b.item.metric) ?? 0))
    .map(({ item }) => item);
}

function formAt(dossier: Dossier, caps: { text: number; points: number }): ShortDossier {
  const head = Math.min(caps.text, 300);
  return {
    title: clipText(dossier.title, head),
    description: dossier.description === null ? null : clipText(dossier.description, caps.text),
    category: dossier.category === null ? null : clipText(dossier.category, Math.min(caps.text, 120)),
    homeCurrency: dossier.homeCurrency.slice(0, 8),
    builtAt: dayOf(dossier.builtAt),
    leftOut: 0,
    items: dossier.items.map((item) => shortened(item, dossier.builtAt, caps)),
  };
}

/**
 * The dossier in at most `tokens` estimated tokens, as far as its title allows: texts and series are shortened first,
 * then the least wanted items are left out and counted. Items keep their ids and their order.
 */
export function dossierForm(dossier: Dossier, tokens: number): ShortDossier {
  let form = formAt(dossier, { text: 0, points: 0 });
  for (const caps of CAPS) {
    form = formAt(dossier, caps);
    if (estimateTokens(sealedJson(form)) <= tokens) return form;
  }
  const short = new Map(form.items.map((item) => [item.id, item]));
  let room = tokens - estimateTokens(sealedJson({ ...form, items: [] }));
  const kept = new Set<string>();
  for (const { id } of byRelevance(dossier.items)) {
    const cost = estimateTokens(sealedJson(short.get(id))) + 1;
    if (cost > room) continue;
    room -= cost;
    kept.add(id);
  }
  const items = form.items.filter(({ id }) => kept.has(id));
  return { ...form, items, leftOut: form.items.length - items.length };
}

/**
 * The dossier behind a form: what was shortened stays short, what was not sent is null.
 * @throws z.ZodError when `form` is not what `dossierForm` makes
 */
export function openDossier(form: unknown): Dossier {
  const { leftOut: _count, ...short } = shortDossier.parse(form);
  return dossierSchema.parse({
    ...short,
    productId: 0,
    items: short.items.map(({ site, seen, points, ...item }) => ({
      value: null,
      unit: null,
      range: null,
      ...item,
      points: points === undefined ? null : openSeries(points),
      url: site === undefined ? null : `https://${site}/`,
      seenAt: seen ?? short.builtAt,
    })),
  });
}
