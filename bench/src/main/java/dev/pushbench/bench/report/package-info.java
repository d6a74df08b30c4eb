/**
 * What people and programs read of a run: one page, a Markdown summary, OpenMetrics text, JSON.
 *
 * <p>Separate because it is made from a run's directory alone, at any time, and gives the same bytes whenever it is made
 * from the same directory. Nothing here measures or judges: it selects, words and draws.
 */
@NullMarked
package dev.pushbench.bench.report;

import org.jspecify.annotations.NullMarked;
