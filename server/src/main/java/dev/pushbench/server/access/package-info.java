/**
 * Who may do what: tokens for publishing and for figures, origins for browsers. Separate, so that the rules of who is let in can
 * be read without those of how anything works.
 */
@NullMarked
package dev.pushbench.server.access;

import org.jspecify.annotations.NullMarked;
