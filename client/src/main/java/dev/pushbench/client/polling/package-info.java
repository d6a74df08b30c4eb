/**
 * Users that ask at an interval.
 */
@NullMarked
package dev.pushbench.client.polling;

import org.jspecify.annotations.NullMarked;
