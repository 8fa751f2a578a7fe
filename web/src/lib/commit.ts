// Commitments: SHA-256("parley-text" ‖ 0 ‖ salt ‖ body). The hash is not the
// browser's own because a page served over plain HTTP has none.
import { sha256 } from "@noble/hashes/sha2.js";

/** commitment is the 32 bytes to which a payload commits for a body. */
export function commitment(salt: Uint8Array, body: string): Uint8Array {
  const parts = [new TextEncoder().encode("parley-text\0"), salt, new TextEncoder().encode(body)];
  const all = new Uint8Array(parts.reduce((n, p) => n + p.length, 0));
  let at = 0;
  for (const p of parts) {
    all.set(p, at);
    at += p.length;
  }
  return sha256(all);
}
