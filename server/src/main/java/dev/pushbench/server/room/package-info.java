/**
 * The log that every technique reads: rooms, their events, retention, and the readers that wait for more.
 *
 * <p>Separate because it is the one idea of the server, and so that it can be read and tested without any network: it
 * knows no Undertow.
 */
@NullMarked
package dev.pushbench.server.room;

import org.jspecify.annotations.NullMarked;
