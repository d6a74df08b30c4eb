/**
 * Our load generator and server beside what others offer, in one run: what the library costs beside what the technique costs.
 *
 * <p>Separate because it is a comparison and no part of the product: libraries that the product does not use are on this class path alone.
 *
 * <pre>
 *   AlternativesMain ─▶ Comparison ─▶ Trial ─┬─ server, a process pinned to its core
 *                                            └─ CrowdMain, a process of its own on the other: Engine ─▶ Crowd
 * </pre>
 */
@NullMarked
package dev.pushbench.bench.alternatives;

import org.jspecify.annotations.NullMarked;
