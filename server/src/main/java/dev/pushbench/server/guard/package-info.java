/**
 * How much the server takes, from all and from each: separate, so that whoever judges what a stranger can do to it reads one
 * package. Stands between the sockets and HTTP, and knows neither rooms nor techniques.
 */
@NullMarked
package dev.pushbench.server.guard;

import org.jspecify.annotations.NullMarked;
