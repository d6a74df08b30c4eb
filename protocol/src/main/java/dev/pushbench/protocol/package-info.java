/**
 * What server and load generator agree on: the techniques, the text of an event, the routes and the limits.
 *
 * <p>Separate so that neither side can depend on the other. It depends on nothing.
 */
@NullMarked
package dev.pushbench.protocol;

import org.jspecify.annotations.NullMarked;
