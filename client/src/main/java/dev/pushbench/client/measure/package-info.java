/**
 * What is counted while users read: deliveries, bytes by class, connections.
 *
 * <p>Separate because it is what must be right: it knows no socket and no technique, and is tested as arithmetic.
 */
@NullMarked
package dev.pushbench.client.measure;

import org.jspecify.annotations.NullMarked;
