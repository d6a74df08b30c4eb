/**
 * Users that ask again as soon as they are answered.
 */
@NullMarked
package dev.pushbench.client.longpolling;

import org.jspecify.annotations.NullMarked;
