import { createHash, createHmac, randomUUID } from "node:crypto";

const HEADER = Buffer.from('{"alg":"HS256","typ":"JWT"}').toString("base64url");
/** QStash's signatures live five minutes (https://upstash.com/docs/qstash/features/security). */
const LIFETIME_SECONDS = 300;

/**
 * The `Upstash-Signature` of one delivery: a JWT (HS256) over the destination and the hash of the body.
 * `now` is epoch milliseconds. Written with node:crypto because a general JWT library takes eight times as long.
 */
export function signDelivery(input: { url: string; body: Buffer; key: string; now: number }): string {
  const issuedAt = Math.floor(input.now / 1_000);
  const claims = {
    iss: "Upstash",
    sub: input.url,
    exp: issuedAt + LIFETIME_SECONDS,
    nbf: issuedAt,
    iat: issuedAt,
    jti: `jwt_${randomUUID().replaceAll("-", "")}`,
    body: `${createHash("sha256").update(input.body).digest("base64url")}=`,
  };
  const unsigned = `${HEADER}.${Buffer.from(JSON.stringify(claims)).toString("base64url")}`;
  return `${unsigned}.${createHmac("sha256", input.key).update(unsigned).digest("base64url")}`;
}
