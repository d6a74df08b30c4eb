package dev.pushbench.bench.jmh.macro;

import dev.pushbench.bench.host.ChildCommand;
import dev.pushbench.bench.host.JavaExecutable;
import dev.pushbench.bench.scenario.Cell;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/**
 * What a fork has to measure.
 *
 * @param room that the trial has for itself
 * @param target where a server is already
 * @param server what is started where there is no target
 */
record TrialOrder(Cell cell, String room, Optional<InetSocketAddress> target, ChildCommand server) {
    /** Against a server of this JVM's kind, on any core: what a benchmark does that JMH runs by itself. */
    static TrialOrder ofItself(Cell cell) {
        ChildCommand server = ChildCommand.server(
                List.of(), JavaExecutable.ofThisJvm().path(), ChildCommand.JVM_FLAGS, ChildCommand.DEFAULT_IO_THREADS);
        return new TrialOrder(cell, "jmh", Optional.empty(), server);
    }
}
