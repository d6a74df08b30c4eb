/**
 * TLS under a connection: the key and certificate that the server shows, read from files or made for one process, and the layer
 * between a counted socket and HTTP. Apart, because nothing above it knows of it.
 */
@NullMarked
package dev.pushbench.server.tls;

import org.jspecify.annotations.NullMarked;
