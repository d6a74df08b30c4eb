/**
 * The load generator: plays N users of one technique against a server, and tells what they saw.
 *
 * <p>{@link dev.pushbench.client.Load} is the entry; a {@link dev.pushbench.client.LoadPlan} goes in, a
 * {@link dev.pushbench.client.LoadResult} comes out.
 */
@NullMarked
package dev.pushbench.client;

import org.jspecify.annotations.NullMarked;
