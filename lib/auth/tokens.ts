import { createHash, randomBytes } from "node:crypto";

/** A secret for a link: 256 random bits. */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

/** What is stored of it. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/** The page that accepts an invitation. */
export function acceptUrl(baseUrl: string, token: string): string {
  return `${baseUrl}/accept/${encodeURIComponent(token)}`;
}

/** The page that sets a new password. */
export function resetUrl(baseUrl: string, token: string): string {
  return `${baseUrl}/reset/${encodeURIComponent(token)}`;
}
