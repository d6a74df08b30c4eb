/**
 * When events are due.
 *
 * <p>Separate because a schedule is arithmetic: it reads no clock and waits for nothing, so that whoever waits cannot
 * change it.
 */
@NullMarked
package dev.pushbench.client.pacing;

import org.jspecify.annotations.NullMarked;
