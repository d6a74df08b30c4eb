/**
 * Faults that a server is given on purpose, so that whoever guards its figures can be shown to notice them.
 *
 * <p>Separate because no server that is to be measured for its own sake has any of this: a fault is a wrapper that is put in when the
 * server is built, and where none is asked for, nothing of it is on any path.
 */
@NullMarked
package dev.pushbench.server.handicap;

import org.jspecify.annotations.NullMarked;
