package dev.pushbench.bench;

import dev.pushbench.bench.host.ChildCommand;
import dev.pushbench.bench.host.ChildFailedException;
import dev.pushbench.bench.host.GeneratorProcess;
import dev.pushbench.bench.host.ServerProcess;
import dev.pushbench.bench.result.TrialResult;
import dev.pushbench.bench.scenario.Trial;
import dev.pushbench.client.LoadResult;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Measures cells, one after the other, each with a server of its own. */
final class Runner {
    private static final Duration SAME_CTRL_C = Duration.ofMillis(500);
    private static final Duration SAME_DEATH = Duration.ofMillis(500);
    private static final String INTERRUPTED = "interrupted";

    private final ChildCommand server;
    private final Optional<InetSocketAddress> target;
    private final String roomPrefix;
    private final Measurement measurement;
    private final Interruption interruption;
    private final RunProgress progress;

    /**
     * @param server started anew for each cell
     * @param target where a server is already, that is used instead
     * @param roomPrefix starts the name of every room, so that no other run has used it
     */
    Runner(
            ChildCommand server,
            Optional<InetSocketAddress> target,
            String roomPrefix,
            Measurement measurement,
            Interruption interruption,
            RunProgress progress) {
        this.server = server;
        this.target = target;
        this.roomPrefix = roomPrefix;
        this.measurement = measurement;
        this.interruption = interruption;
        this.progress = progress;
    }

    /** Why a run ended before its last cell. The reason may have several lines: a server's last words. */
    record Stop(ExitCode exitCode, String reason) {}

    private record Measured(TrialResult result, Optional<Stop> stop) {}

    /**
     * Measures until all cells are done or the run has to stop. An invalid cell does not stop it.
     *
     * @param kept gets all results so far after each cell
     * @return why it stopped, if it did
     */
    Optional<Stop> run(List<Trial> trials, Consumer<List<TrialResult>> kept) {
        List<TrialResult> results = new ArrayList<>();
        progress.startRun();
        for (Trial trial : trials) {
            progress.startCell(trial);
            Measured measured = measure(trial);
            results.add(measured.result());
            kept.accept(List.copyOf(results));
            progress.endCell(measured.result());
            if (measured.stop().isPresent()) {
                return measured.stop();
            }
        }
        return Optional.empty();
    }

    private Measured measure(Trial trial) {
        return target.isPresent() ? measureAt(target.get(), trial) : measureHere(trial);
    }

    private Measured measureHere(Trial trial) {
        int section = interruption.begin();
        try (ServerProcess process = ServerProcess.start(server, ServerProcess.LONGEST_START)) {
            process.whenGone(() -> interruption.interrupt(section));
            TrialResult result = run(trial, process.address(), Optional.of(process));
            interruption.end();
            return judged(result, process);
        } catch (ChildFailedException failed) {
            interruption.end();
            return wasInterrupted() ? interrupted(trial) : stopped(trial, failed.reason());
        } catch (InterruptedException stop) {
            return interrupted(trial);
        } finally {
            interruption.end();
        }
    }

    private Measured measureAt(InetSocketAddress address, Trial trial) {
        interruption.begin();
        try {
            TrialResult result = run(trial, address, Optional.empty());
            return interruption.happened() ? interrupted(result) : new Measured(result, Optional.empty());
        } catch (ChildFailedException failed) {
            return interruption.happened() ? interrupted(trial) : stopped(trial, failed.reason());
        } catch (InterruptedException stop) {
            return interrupted(trial);
        } finally {
            interruption.end();
        }
    }

    private TrialResult run(Trial trial, InetSocketAddress address, Optional<ServerProcess> process)
            throws ChildFailedException, InterruptedException {
        Watch watch = new Watch(process, progress.phases(trial));
        GeneratorProcess.Outcome outcome = measurement.run(trial.plan(address, roomPrefix), watch);
        return TrialResult.of(trial, outcome.load(), watch.evidence(trial.cell().users(), outcome.jvm()));
    }

    private Measured judged(TrialResult result, ServerProcess process) throws InterruptedException {
        if (interruption.happened()) {
            return interrupted(result);
        }
        boolean failed = result.load().flatMap(LoadResult::failure).isPresent();
        boolean gone = failed ? process.endsWithin(SAME_DEATH) : !process.isAlive();
        if (gone && wasInterrupted()) {
            return interrupted(result);
        }
        if (!gone) {
            return new Measured(result, Optional.empty());
        }
        String died = "the server died (" + process.exitDescription() + ")";
        List<String> words = process.lastWords();
        String reason = words.isEmpty() ? died : died + ": " + String.join(System.lineSeparator(), words);
        return new Measured(result.cutShort(died), Optional.of(new Stop(ExitCode.INVALID_RUN, reason)));
    }

    private boolean wasInterrupted() {
        try {
            return interruption.happensWithin(SAME_CTRL_C);
        } catch (InterruptedException now) {
            return true;
        }
    }

    private static Measured stopped(Trial trial, String reason) {
        String firstLine = reason.lines().findFirst().orElse(reason);
        return new Measured(
                TrialResult.unfinished(trial, firstLine), Optional.of(new Stop(ExitCode.INVALID_RUN, reason)));
    }

    private static Measured interrupted(Trial trial) {
        return interrupted(TrialResult.unfinished(trial, INTERRUPTED));
    }

    private static Measured interrupted(TrialResult result) {
        return new Measured(result.cutShort(INTERRUPTED), Optional.of(new Stop(ExitCode.INTERRUPTED, INTERRUPTED)));
    }
}
