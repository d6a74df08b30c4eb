/**
 * How much a server carries: a service level, a search for the load at which it is missed, and when a step counts.
 *
 * <p>Separate because it is judgement alone: no files, clock or threads. Whoever measures asks which step comes next, and tells what was
 * seen; the same observations lead to the same answer.
 *
 * <pre>  SearchPlan ──▶ Search ──next──▶ (a trial) ──Observed──▶ StepJudge ──Judged──▶ Search ──▶ … ──▶ Finding</pre>
 */
@NullMarked
package dev.pushbench.bench.capacity;

import org.jspecify.annotations.NullMarked;
