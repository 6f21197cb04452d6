/** What the default schedules need in a day, beside what the services' free plans give. */
import { AGENT_IDS, CRON_TASKS, SOURCE_IDS, type CronTask } from "@/lib/core/words";
import { QUESTIONS } from "@/lib/discovery/questions";
import { BYTES_A_SIGHTING, yearOfScans } from "@/lib/health/year-of-scans";
import { tokensARun } from "@/lib/models/tokens-a-run";
import { SCAN_SIZES, scansADay } from "@/lib/scanning/scan-sizes";
import { SOURCE_ROWS } from "@/lib/scanning/source-settings";

const MINUTES_A_DAY = 1_440;
/** Minutes between two ticks, as the cron expressions in schedules.ts say. */
const EVERY_MINUTES: Record<CronTask, number> = { scan: 60, discover: 360, analyze: 15, health: 5 };

/**
 * Queue messages of one step that asks a model: its own, and one for its turn, since on a free plan nearly every call waits for
 * the tokens of its minute. Measured with eleven paid calls an analysis at 8,000 tokens a minute: 1.6 a step for an analysis
 * alone, 1.8 for three at once, 2.3 for seven (tests/spend counts them).
 */
const MESSAGES_A_CALL = 2;

/** Redis commands of one page, with a wait: robots rules, the page before, the host's turn and pause, what is kept. */
const COMMANDS_A_PAGE = 7;
/** And of one health task: its probe, and how far the thinning has come. */
const COMMANDS_A_CHECK = 3;
const DAYS_A_MONTH = 30;
/** Compute units of the smallest Neon database. */
const SMALLEST_COMPUTE = 0.25;

/** Free plans as their vendors' pages stated them in 2026. */
const FREE_PLANS = {
  qstash: { messagesADay: 1_000, source: "Upstash, QStash pricing" },
  redis: { commandsAMonth: 500_000, source: "Upstash, Redis pricing" },
  vercel: { callsAMonth: 1_000_000, source: "Vercel, Hobby plan" },
  neon: {
    computeHoursAMonth: 100,
    bytes: 5e8,
    sleepsAfterMinutes: 5,
    source: "Neon, Free plan, per project",
  },
  groq: { requestsADay: 1_000, tokensADay: 200_000, source: "Groq, rate limits of the free plan, per model" },
} as const;

export type DailyNeeds = {
  /** Messages a day by task: its ticks and the steps they queue. */
  messages: Record<CronTask, number>;
  messagesInAll: number;
  analyses: number;
  /** Tokens of one analysis at most, and of all of the day. */
  tokensAnAnalysis: number;
  modelTokens: number;
  redisCommandsAMonth: number;
  callsAMonth: number;
  /** Compute hours of a database that falls asleep when nobody asks it, at its smallest. */
  computeHoursAMonth: number;
  /** Days until the sightings of all sources, live and keyed, fill the free plan of the database. */
  daysOnFreeDatabase: number;
  /** Analyses a day that the free plan of the queue leaves room for, and that of the models. */
  analysesOnFreeQueue: number;
  analysesOnFreeModels: number;
};

/** `perTick` is ANALYZE_PER_TICK. Retries come on top. */
export function dailyNeeds(perTick: number): DailyNeeds {
  const ticks = (task: CronTask) => MINUTES_A_DAY / EVERY_MINUTES[task];
  const messagesAnAnalysis = AGENT_IDS.length * MESSAGES_A_CALL;
  const tokens = tokensARun();
  const analyses = ticks("analyze") * perTick;
  const scans = SOURCE_ROWS.reduce((sum, row) => sum + MINUTES_A_DAY / row.scanIntervalMinutes, 0);
  const messages: DailyNeeds["messages"] = {
    scan: ticks("scan") + scans,
    discover: ticks("discover") * (1 + QUESTIONS.length * MESSAGES_A_CALL),
    analyze: ticks("analyze") + analyses * messagesAnAnalysis,
    health: ticks("health"),
  };
  const messagesInAll = CRON_TASKS.reduce((sum, task) => sum + messages[task], 0);
  const withoutAnalyses = messagesInAll - analyses * messagesAnAnalysis;
  return {
    messages,
    messagesInAll,
    analyses,
    tokensAnAnalysis: tokens.inAll,
    modelTokens: analyses * tokens.inAll,
    redisCommandsAMonth: (ticks("health") * COMMANDS_A_CHECK + pagesADay() * COMMANDS_A_PAGE) * DAYS_A_MONTH,
    callsAMonth: messagesInAll * DAYS_A_MONTH,
    computeHoursAMonth: (awakeMinutesADay() / 60) * DAYS_A_MONTH * SMALLEST_COMPUTE,
    daysOnFreeDatabase: Math.floor(FREE_PLANS.neon.bytes / (yearOfScans().itemsADay * BYTES_A_SIGHTING)),
    analysesOnFreeQueue: Math.floor((FREE_PLANS.qstash.messagesADay - withoutAnalyses) / messagesAnAnalysis),
    analysesOnFreeModels: Math.floor(FREE_PLANS.groq.tokensADay / tokens.onBusiestModel),
  };
}

const pagesADay = (): number => SOURCE_IDS.reduce((sum, id) => sum + SCAN_SIZES[id].pages * scansADay(id), 0);

/** Minutes a day that the most frequent task keeps a database awake. */
function awakeMinutesADay(): number {
  const every = Math.min(...CRON_TASKS.map((task) => EVERY_MINUTES[task]));
  return (MINUTES_A_DAY * Math.min(every, FREE_PLANS.neon.sleepsAfterMinutes)) / every;
}

const grouped = new Intl.NumberFormat("en-US");

/** The arithmetic in lines, as `npm run schedules -- --plans` prints it and the README shows it. */
export function freePlanLines(perTick: number): string[] {
  const needs = dailyNeeds(perTick);
  const n = (value: number) => grouped.format(value);
  const parts = CRON_TASKS.map((task) => `${task} ${n(needs.messages[task])}`).join(" + ");
  return [
    `QStash messages a day: ${parts} = ${n(needs.messagesInAll)}; the free plan gives ${n(FREE_PLANS.qstash.messagesADay)}, enough for ${n(needs.analysesOnFreeQueue)} analyses a day`,
    `Model tokens a day: ${n(needs.analyses)} analyses x ${n(needs.tokensAnAnalysis)} at most in ${AGENT_IDS.length} calls = ${n(needs.modelTokens)}; Groq's free plan gives ${n(FREE_PLANS.groq.tokensADay)} a model, enough for ${n(needs.analysesOnFreeModels)} analyses a day`,
    `Redis commands a month: ${n(needs.redisCommandsAMonth)} for health and the pages of live scans, and a few for each sign-in; the free plan gives ${n(FREE_PLANS.redis.commandsAMonth)}`,
    `Function calls a month: ${n(needs.messagesInAll)} messages x ${DAYS_A_MONTH} = ${n(needs.callsAMonth)}, and the pages that people open; Vercel's free plan gives ${n(FREE_PLANS.vercel.callsAMonth)}`,
    `Database hours a month: ${n(needs.computeHoursAMonth)} at a quarter of a unit, kept awake by the health task; Neon's free plan gives ${n(FREE_PLANS.neon.computeHoursAMonth)}, and room for ${n(needs.daysOnFreeDatabase)} days of scans with every source live and keyed`,
  ];
}
