/**
 * Words where they are read: aligned in a terminal, harmless in Markdown.
 *
 * <p>Separate because reports, comparisons and the gate write the same way, and none of them is below another.
 */
@NullMarked
package dev.pushbench.bench.text;

import org.jspecify.annotations.NullMarked;
