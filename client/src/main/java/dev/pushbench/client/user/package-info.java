/**
 * What all kinds of simulated user share: the connection that is counted, followed and reopened, and the recording of what is
 * read.
 */
@NullMarked
package dev.pushbench.client.user;

import org.jspecify.annotations.NullMarked;
