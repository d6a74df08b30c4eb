/**
 * Long polling: what came after the cursor, answered when there is something. A waiting request holds no thread.
 */
@NullMarked
package dev.pushbench.server.longpolling;

import org.jspecify.annotations.NullMarked;
