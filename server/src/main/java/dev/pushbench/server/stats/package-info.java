/**
 * What the server tells about itself: that it lives, and its figures.
 */
@NullMarked
package dev.pushbench.server.stats;

import org.jspecify.annotations.NullMarked;
