/**
 * The product's words as tuples: ids, statuses, labels and the transitions between statuses.
 * Client-safe. Types, zod enums, column checks and page labels are all derived from here.
 */

export const SOURCE_IDS = [
  "amazon-best-sellers",
  "amazon-deals",
  "tiktok",
  "reddit",
  "google-trends",
  "instagram",
  "pinterest",
] as const;
export type SourceId = (typeof SOURCE_IDS)[number];

/** Where a sighting came from: a source, the web (named by discovery) or a person (added by hand). */
export const ORIGINS = [...SOURCE_IDS, "web", "person"] as const;
export type Origin = (typeof ORIGINS)[number];

export const ORIGIN_LABELS: Record<Origin, string> = {
  "amazon-best-sellers": "Amazon Best Sellers",
  "amazon-deals": "Amazon Deals",
  tiktok: "TikTok",
  reddit: "Reddit",
  "google-trends": "Google Trends",
  instagram: "Instagram",
  pinterest: "Pinterest",
  web: "Web discovery",
  person: "Added by hand",
};

export const SOURCE_STATES = ["live", "sample", "needs-key", "blocked", "stale", "failed", "off"] as const;
export type SourceState = (typeof SOURCE_STATES)[number];

export const SOURCE_STATE_LABELS: Record<SourceState, string> = {
  live: "Live",
  sample: "Samples",
  "needs-key": "Needs a key",
  blocked: "Blocked",
  stale: "Stale",
  failed: "Failed",
  off: "Off",
};

export const SIGHTING_KINDS = ["product", "term", "category", "event"] as const;
export type SightingKind = (typeof SIGHTING_KINDS)[number];

/** The twelve agents in running order. */
export const AGENT_IDS = [
  "scanner",
  "trend",
  "research",
  "quality",
  "pricing",
  "viral",
  "competition",
  "supply-chain",
  "psychology",
  "data-science",
  "web-search",
  "coordinator",
] as const;
export type AgentId = (typeof AGENT_IDS)[number];

export const VERDICTS = ["APPROVE", "REVIEW", "REJECT"] as const;
export type Verdict = (typeof VERDICTS)[number];
export const VERDICT_LABELS: Record<Verdict, string> = {
  APPROVE: "Approve",
  REVIEW: "Review",
  REJECT: "Reject",
};

export const COMPETITION_LEVELS = ["low", "medium", "high"] as const;
export type CompetitionLevel = (typeof COMPETITION_LEVELS)[number];

export const MARKETPLACES = ["amazon", "ebay", "tiktok-shop", "meta"] as const;
export type Marketplace = (typeof MARKETPLACES)[number];
export const MARKETPLACE_LABELS: Record<Marketplace, string> = {
  amazon: "Amazon",
  ebay: "eBay",
  "tiktok-shop": "TikTok Shop",
  meta: "Facebook",
};

export const PRODUCT_STATUSES = [
  "DISCOVERED",
  "ANALYZING",
  "ANALYSIS_FAILED",
  "PENDING_REVIEW",
  "APPROVED",
  "REJECTED",
  "POSTED",
] as const;
export type ProductStatus = (typeof PRODUCT_STATUSES)[number];
export const PRODUCT_STATUS_LABELS: Record<ProductStatus, string> = {
  DISCOVERED: "Discovered",
  ANALYZING: "Analysing",
  ANALYSIS_FAILED: "Analysis failed",
  PENDING_REVIEW: "Waiting for review",
  APPROVED: "Approved",
  REJECTED: "Rejected",
  POSTED: "Posted",
};

/** Every allowed move of a product; whatever is not listed is refused. */
export const PRODUCT_TRANSITIONS: Record<ProductStatus, readonly ProductStatus[]> = {
  DISCOVERED: ["ANALYZING"],
  ANALYZING: ["PENDING_REVIEW", "DISCOVERED", "ANALYSIS_FAILED"],
  ANALYSIS_FAILED: ["ANALYZING"],
  PENDING_REVIEW: ["APPROVED", "REJECTED", "ANALYZING"],
  APPROVED: ["POSTED", "PENDING_REVIEW"],
  REJECTED: ["PENDING_REVIEW", "ANALYZING"],
  POSTED: [],
};

export const LISTING_STATUSES = [
  "DRAFT",
  "VALIDATED",
  "SUBMITTED",
  "LIVE",
  "REJECTED",
  "NEEDS_ATTENTION",
  "WITHDRAWN",
] as const;
export type ListingStatus = (typeof LISTING_STATUSES)[number];
export const LISTING_STATUS_LABELS: Record<ListingStatus, string> = {
  DRAFT: "Draft",
  VALIDATED: "Validated",
  SUBMITTED: "Submitted",
  LIVE: "Live",
  REJECTED: "Rejected by the marketplace",
  NEEDS_ATTENTION: "Needs attention",
  WITHDRAWN: "Withdrawn",
};
const LISTING_TRANSITIONS: Record<ListingStatus, readonly ListingStatus[]> = {
  // A posting that the queue gives up stops where it stood, and a person posts by hand from there.
  DRAFT: ["VALIDATED", "LIVE", "NEEDS_ATTENTION"],
  VALIDATED: ["SUBMITTED", "NEEDS_ATTENTION"],
  SUBMITTED: ["LIVE", "REJECTED", "NEEDS_ATTENTION"],
  LIVE: ["WITHDRAWN"],
  REJECTED: [],
  NEEDS_ATTENTION: ["LIVE"],
  WITHDRAWN: [],
};

export const RUN_STATUSES = ["QUEUED", "RUNNING", "FINISHED", "FAILED"] as const;
export type RunStatus = (typeof RUN_STATUSES)[number];
export const RUN_STATUS_LABELS: Record<RunStatus, string> = {
  QUEUED: "Queued",
  RUNNING: "Running",
  FINISHED: "Finished",
  FAILED: "Failed",
};
const RUN_TRANSITIONS: Record<RunStatus, readonly RunStatus[]> = {
  QUEUED: ["RUNNING", "FAILED"],
  RUNNING: ["FINISHED", "FAILED"],
  FINISHED: [],
  FAILED: ["RUNNING"],
};

export const STEP_STATUSES = ["QUEUED", "RUNNING", "DONE", "FAILED"] as const;
export type StepStatus = (typeof STEP_STATUSES)[number];
export const STEP_STATUS_LABELS: Record<StepStatus, string> = {
  QUEUED: "Queued",
  RUNNING: "Running",
  DONE: "Done",
  FAILED: "Failed",
};

export const REPORT_STATUSES = ["ok", "abstained"] as const;

export const DECISIONS = ["approve", "reject"] as const;
export type Decision = (typeof DECISIONS)[number];

/** Strongest first: each role may do what the roles after it may do. */
export const ROLES = ["owner", "admin", "reviewer", "viewer"] as const;
export type Role = (typeof ROLES)[number];
export const ROLE_LABELS: Record<Role, string> = {
  owner: "Owner",
  admin: "Admin",
  reviewer: "Reviewer",
  viewer: "Viewer",
};

export const CRON_TASKS = ["scan", "discover", "analyze", "health"] as const;
export type CronTask = (typeof CRON_TASKS)[number];

type TransitionTables = {
  product: typeof PRODUCT_TRANSITIONS;
  listing: typeof LISTING_TRANSITIONS;
  run: typeof RUN_TRANSITIONS;
};

/** The states from which `to` may be reached. Empty when nothing leads there. */
export function productStatusesBefore(to: ProductStatus): ProductStatus[] {
  return PRODUCT_STATUSES.filter((from) => PRODUCT_TRANSITIONS[from].includes(to));
}

/** True when the transition table of `machine` lists the move. */
export function mayMove<M extends keyof TransitionTables>(
  machine: M,
  from: keyof TransitionTables[M] & string,
  to: keyof TransitionTables[M] & string,
): boolean {
  const tables: Record<keyof TransitionTables, Record<string, readonly string[]>> = {
    product: PRODUCT_TRANSITIONS,
    listing: LISTING_TRANSITIONS,
    run: RUN_TRANSITIONS,
  };
  return tables[machine][from]?.includes(to) ?? false;
}
