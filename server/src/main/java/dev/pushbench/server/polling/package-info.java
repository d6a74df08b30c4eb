/**
 * Polling: what came after the cursor, answered at once.
 */
@NullMarked
package dev.pushbench.server.polling;

import org.jspecify.annotations.NullMarked;
