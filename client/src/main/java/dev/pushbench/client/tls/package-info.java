/**
 * TLS under the load generator's connections, by tls-channel: whom it trusts, which sessions it resumes, and what every byte of
 * it cost. Apart, because users and publisher share it, and because a plain connection has nothing to do with it.
 */
@NullMarked
package dev.pushbench.client.tls;

import org.jspecify.annotations.NullMarked;
