// Commitments: SHA-256("parley-text" ‖ 0 ‖ salt ‖ body). The hash is not the
// browser's own because a page served over plain HTTP has none.
import { sha256 } from "@noble/hashes/sha2.js";
import { base64url } from "./commands";

/** commitment is what a payload holds of a body. */
export function commitment(salt: Uint8Array, body: string): string {
  const parts = [new TextEncoder().encode("parley-text\0"), salt, new TextEncoder().encode(body)];
  const all = new Uint8Array(parts.reduce((n, p) => n + p.length, 0));
  let at = 0;
  for (const p of parts) {
    all.set(p, at);
    at += p.length;
  }
  return base64url(sha256(all));
}
