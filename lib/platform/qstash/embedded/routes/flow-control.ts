import { obey, resetRate } from "../limiter";
import type { PostOffice } from "../post-office";
import type { FlowControlState } from "../records";
import { RefusedError } from "../refused";
import type { ApiRequest, ApiResponse } from "../request";
import { parseDuration } from "../duration";
import { flowControlView } from "../views";

function view(office: PostOffice, key: string) {
  const limiter = office.limiterOf(key);
  return flowControlView(key, limiter, office.dispatcher.waitingIn(limiter), office.now());
}

async function save(office: PostOffice, state: FlowControlState): Promise<ApiResponse> {
  const isPlain = !state.paused && state.pinnedParallelism === undefined && state.pinnedRate === undefined;
  if (isPlain) office.flowControls.delete(state.key);
  else office.flowControls.set(state.key, state);
  obey(office.limiterOf(state.key), state);
  office.dispatcher.pump();
  await office.writer.now(isPlain ? { flowControlsGone: [state.key] } : { flowControls: [state] });
  return { status: 200 };
}

const stateOf = (office: PostOffice, key: string): FlowControlState =>
  office.flowControls.get(key) ?? { key, paused: false };

/** GET /v2/flowControl/{key} */
export function getFlowControl(office: PostOffice, key: string): ApiResponse {
  if (!office.limiters.has(key)) throw new RefusedError(404, `flow control key ${key} not found`);
  return { status: 200, body: view(office, key) };
}

/** GET /v2/flowControl */
export function listFlowControls(office: PostOffice): ApiResponse {
  return { status: 200, body: [...office.limiters.keys()].map((key) => view(office, key)) };
}

/** GET /v2/globalParallelism */
export function getGlobalParallelism(office: PostOffice): ApiResponse {
  const body = { parallelismMax: office.capacity, parallelismCount: office.dispatcher.activeCount() };
  return { status: 200, body };
}

/** POST /v2/flowControl/{key}/pause and /resume: waiting messages wait on. */
export function pauseFlowControl(office: PostOffice, key: string, paused: boolean): Promise<ApiResponse> {
  return save(office, { ...stateOf(office, key), paused });
}

function readAmount(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  const amount = name === "period" ? (parseDuration(text) ?? Number.NaN) / 1_000 : Number(text);
  if (!(amount > 0)) throw new RefusedError(400, `invalid ${name}: use a number above 0`);
  return amount;
}

/** POST /v2/flowControl/{key}/pin: these limits hold whatever messages ask for. */
export function pinFlowControl(office: PostOffice, { query }: ApiRequest, key: string): Promise<ApiResponse> {
  const state = stateOf(office, key);
  const parallelism = readAmount(query, "parallelism");
  const rate = readAmount(query, "rate");
  const period = readAmount(query, "period");
  if (parallelism === undefined && rate === undefined) {
    throw new RefusedError(400, "nothing to pin: give parallelism or rate");
  }
  if (parallelism !== undefined) state.pinnedParallelism = parallelism;
  if (rate !== undefined) state.pinnedRate = rate;
  if (period !== undefined) state.pinnedPeriodSeconds = period;
  resetRate(office.limiterOf(key), office.now());
  return save(office, state);
}

/** POST /v2/flowControl/{key}/unpin: the next message decides again. */
export function unpinFlowControl(
  office: PostOffice,
  { query }: ApiRequest,
  key: string,
): Promise<ApiResponse> {
  const state = { ...stateOf(office, key) };
  if (query.get("parallelism") === "true") delete state.pinnedParallelism;
  if (query.get("rate") === "true") {
    delete state.pinnedRate;
    delete state.pinnedPeriodSeconds;
  }
  return save(office, state);
}

/** POST /v2/flowControl/{key}/resetRate: a new period begins now. */
export function resetFlowControlRate(office: PostOffice, key: string): ApiResponse {
  resetRate(office.limiterOf(key), office.now());
  office.dispatcher.pump();
  return { status: 200 };
}
