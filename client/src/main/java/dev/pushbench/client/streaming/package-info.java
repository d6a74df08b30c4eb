/**
 * Users that read one NDJSON response that never ends.
 */
@NullMarked
package dev.pushbench.client.streaming;

import org.jspecify.annotations.NullMarked;
