/** The dossier as a prompt holds it: the same items in fewer characters, cut by rule when they are too many. */
import { z } from "zod";
import { METRICS, evidenceItem, type Dossier, type EvidenceItem, type Metric } from "@/lib/core/evidence";
import { ORIGIN_LABELS } from "@/lib/core/words";
import { clipText, warns } from "./clip-text";
import { estimateTokens } from "./estimate-tokens";
import { sealedJson } from "./sealed-json";
import { openSeries, seriesForm, shortSeries } from "./series-form";

const shortItem = evidenceItem.pick({ id: true, metric: true, origin: true }).extend({
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

type Caps = { text: number; points: number };

/** Characters of one text and points of one series, from roomy to tight; the first at which all items fit is taken. */
const CAPS: readonly Caps[] = [
  { text: 1_200, points: 104 },
  { text: 600, points: 104 },
  { text: 350, points: 104 },
  { text: 220, points: 78 },
];
/** Where not all items fit: of those that the agent weighs, and of the others. */
const WANTED: Caps = { text: 260, points: 104 };
const LONGEST_TITLE = 300;
const LONGEST_CATEGORY = 120;
/** Tokens below which no item can fit. */
const LEAST_ITEM = 20;
const OTHERS: Caps = { text: 120, points: 26 };

const dayOf = (at: string): string => at.slice(0, 10);

/** A text that begins with the name of its own origin says it twice. */
function withoutLabel({ origin, text }: EvidenceItem): string {
  if (origin === "computed" || origin === "table") return text;
  const label = `${ORIGIN_LABELS[origin]}: `;
  return text.startsWith(label) ? text.slice(label.length) : text;
}

function shortened(item: EvidenceItem, builtAt: string, caps: Caps): ShortItem {
  const { id, metric, origin, value, unit, range, points, url, seenAt } = item;
  const host = metric === "web" && url !== null ? URL.parse(url)?.host : undefined;
  return {
    id,
    metric,
    origin,
    text: clipText(withoutLabel(item), caps.text),
    ...(value === null ? {} : { value }),
    ...(unit === null ? {} : { unit }),
    ...(range === null ? {} : { range }),
    ...(points === null ? {} : { points: seriesForm(points.slice(-caps.points)) }),
    ...(host === undefined ? {} : { site: host.slice(0, 60) }),
    ...(dayOf(seenAt) === dayOf(builtAt) ? {} : { seen: dayOf(seenAt) }),
  };
}

/**
 * Items from most to least wanted: warnings, then the metrics in `wanted`, then the rest; among these the newest of every
 * metric comes before the second newest of any.
 */
function byRelevance(items: readonly EvidenceItem[], wanted: readonly Metric[]): EvidenceItem[] {
  const turns = new Map<string, number>();
  const ranked = items
    .toSorted((a, b) => (a.seenAt === b.seenAt ? 0 : a.seenAt > b.seenAt ? -1 : 1))
    .map((item) => {
      const turn = turns.get(item.metric) ?? 0;
      turns.set(item.metric, turn + 1);
      const at = wanted.indexOf(item.metric);
      const place = at < 0 ? wanted.length + METRICS.indexOf(item.metric) : at;
      const isWarning = item.metric === "web" && warns(item.text);
      return { item, tier: isWarning ? 0 : at < 0 ? 2 : 1, turn, place };
    });
  return ranked
    .toSorted((a, b) => a.tier - b.tier || a.turn - b.turn || a.place - b.place)
    .map(({ item }) => item);
}

const tokensOf = (value: unknown): number => estimateTokens(sealedJson(value)) + 1;

/** What stands round the items. */
function frameAt(dossier: Dossier, caps: Caps): ShortDossier {
  const { title, description, category, homeCurrency, builtAt } = dossier;
  return {
    title: clipText(title, Math.min(caps.text, LONGEST_TITLE)),
    description: description === null ? null : clipText(description, caps.text),
    category: category === null ? null : clipText(category, Math.min(caps.text, LONGEST_CATEGORY)),
    homeCurrency: homeCurrency.slice(0, 8),
    builtAt: dayOf(builtAt),
    leftOut: 0,
    items: [],
  };
}

/** All items at these caps, or null as soon as they are too many. */
function formWithin(dossier: Dossier, caps: Caps, tokens: number): ShortDossier | null {
  const frame = frameAt(dossier, caps);
  let room = tokens - tokensOf(frame);
  const items: ShortItem[] = [];
  for (const item of dossier.items) {
    const short = shortened(item, dossier.builtAt, caps);
    room -= tokensOf(short);
    if (room < 0) return null;
    items.push(short);
  }
  return { ...frame, items };
}

/**
 * The dossier in at most `tokens` estimated tokens, as far as its title allows: texts and series are shortened first,
 * then the items that the agent wants least are left out and counted. Items keep their ids and their order.
 */
export function dossierForm(dossier: Dossier, tokens: number, wanted: readonly Metric[]): ShortDossier {
  for (const caps of CAPS) {
    const form = formWithin(dossier, caps, tokens);
    if (form !== null) return form;
  }
  const frame = frameAt(dossier, OTHERS);
  let room = tokens - tokensOf(frame);
  const kept = new Map<string, ShortItem>();
  for (const item of byRelevance(dossier.items, wanted)) {
    if (room < LEAST_ITEM) break;
    const isWanted = wanted.includes(item.metric) || (item.metric === "web" && warns(item.text));
    const short = shortened(item, dossier.builtAt, isWanted ? WANTED : OTHERS);
    const cost = tokensOf(short);
    if (cost > room) continue;
    room -= cost;
    kept.set(item.id, short);
  }
  const items = dossier.items.flatMap(({ id }) => kept.get(id) ?? []);
  return { ...frame, items, leftOut: dossier.items.length - items.length };
}

/**
 * The dossier behind a form: what was shortened stays short, what was not sent is null.
 * @throws z.ZodError when `form` is not what `dossierForm` makes
 */
export function openDossier(form: unknown): Dossier {
  const { leftOut: _count, ...short } = shortDossier.parse(form);
  return {
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
  };
}
