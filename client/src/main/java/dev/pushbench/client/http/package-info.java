/**
 * HTTP/1.1 as the load generator speaks it: requests as bytes, and an incremental parser that tells every byte of a
 * response apart; and the event texts that bodies carry.
 *
 * <p>Separate because it knows no socket, no clock and no user: bytes go in, calls come out, and it is tested by
 * cutting the bytes at every place.
 */
@NullMarked
package dev.pushbench.client.http;

import org.jspecify.annotations.NullMarked;
