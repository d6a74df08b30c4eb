/**
 * The way up: what a publication must look like, and the route that takes it.
 */
@NullMarked
package dev.pushbench.server.publish;

import org.jspecify.annotations.NullMarked;
