package dev.pushbench.bench.jmh.macro;

import dev.pushbench.bench.jmh.JmhLog;
import dev.pushbench.bench.scenario.Cell;
import dev.pushbench.bench.scenario.Trial;
import dev.pushbench.client.Load;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Measures trials through JMH, one fork each, so that the trials of all cells can take turns; JMH itself would run the forks of a cell
 * back to back. What JMH prints goes into a log. For one thread.
 */
public final class MacroRun implements AutoCloseable {
    private static final Duration LONGEST_LAST_WORD = Duration.ofSeconds(12);

    /** A fork speaks about once a second; while it waits for processes that do not answer, for as long as it does. */
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(2);

    /** From ordering a fork until it connects: a JVM's start, which a large heap that is touched at once makes longer. */
    private static final Duration LONGEST_START = Duration.ofMinutes(1);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private final MacroSetting setting;
    private final Duration longestStart;
    private final Duration longestSilence;
    private final JmhLog log;
    private final Map<Trial, RunResult> results = new LinkedHashMap<>();

    /** @param log the file that JMH's own output goes into */
    public MacroRun(MacroSetting setting, Path log) {
        this(setting, log, LONGEST_START, LONGEST_SILENCE);
    }

    /**
     * @param longestStart until a fork connects; beyond it, it is ended
     * @param longestSilence of one that has connected; beyond it, it is ended
     */
    MacroRun(MacroSetting setting, Path log, Duration longestStart, Duration longestSilence) {
        this.setting = setting;
        this.longestStart = longestStart;
        this.longestSilence = longestSilence;
        this.log = JmhLog.open(log);
    }

    /**
     * Checks what a user passes through to JMH.
     *
     * @throws dev.pushbench.bench.input.UsageError where JMH does not take it, or it is said by an option of ours
     */
    public static void check(List<String> jmhArguments) {
        MacroOptions.parsed(jmhArguments);
    }

    /** The flags of JVMs among what a user passes through to JMH. */
    public static List<String> jvmFlags(List<String> jmhArguments) {
        return jmhArguments.isEmpty() ? List.of() : MacroOptions.jvmFlags(MacroOptions.parsed(jmhArguments));
    }

    /**
     * Measures one trial. An interrupt of the calling thread ends it early; what was measured is returned, and the interrupt is
     * set again.
     *
     * @param progress is told on another thread, about once a second, and when a phase begins
     * @throws TrialFailedException where nothing came of it; nothing is left running
     */
    public TrialOutcome measure(Trial trial, Consumer<Load.Progress> progress)
            throws TrialFailedException, InterruptedException {
        TrialOrder order = TrialOrder.of(setting, trial.cell(), room(trial));
        Set<ProcessHandle> others = descendants();
        // this process is not to collect while the trial is measured, nor to be counted with what is over
        System.gc();
        try (ForkLine line = ForkLine.open(order, progress)) {
            CompletableFuture<RunResult> running = start(trial.cell(), line.port());
            boolean interrupted = false;
            Optional<RunResult> result = Optional.empty();
            try {
                result = Optional.of(awaited(running, line, others));
            } catch (InterruptedException stop) {
                interrupted = true;
                line.stop();
                result = lastWord(running, others);
            } catch (ExecutionException failed) {
                throw new TrialFailedException(ForkFailure.reason(failed, log));
            }
            result.ifPresent(measured -> results.put(trial, measured));
            TrialOutcome outcome = line.outcome()
                    .orElseThrow(() -> new TrialFailedException("the load generator said nothing of its trial"));
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            return outcome;
        }
    }

    /** Of the same length for every trial: it stands in requests, whose bytes are counted. */
    private String room(Trial trial) {
        return String.format(Locale.ROOT, "%s-%05d", setting.roomPrefix(), trial.number());
    }

    /**
     * Writes the results in JMH's own JSON form: an entry for each cell, a list of raw data for each of its trials.
     *
     * @param counted the trials whose figures count; the others of a cell are left out where it has such
     */
    public void writeTo(Path json, Collection<Trial> counted) {
        JmhJson.write(json, JmhJson.merged(results, counted));
    }

    @Override
    public void close() {
        log.close();
    }

    private CompletableFuture<RunResult> start(Cell cell, int port) {
        CompletableFuture<RunResult> result = new CompletableFuture<>();
        Thread jmh = new Thread(
                () -> {
                    try {
                        Collection<RunResult> measured =
                                new Runner(MacroOptions.of(setting, cell, port), log.output()).run();
                        if (measured.size() == 1) {
                            result.complete(measured.iterator().next());
                        } else {
                            throw new RunnerException("JMH gave " + measured.size() + " results instead of one");
                        }
                    } catch (RunnerException
                            | RuntimeException
                            | Error failed) { // or whoever waits would do so for ever
                        result.completeExceptionally(failed);
                    }
                },
                "jmh");
        jmh.setDaemon(true);
        jmh.start();
        return result;
    }

    /** Waits for a fork for as long as it speaks, and ends it and its server where it does not. */
    private RunResult awaited(CompletableFuture<RunResult> running, ForkLine line, Set<ProcessHandle> others)
            throws InterruptedException, ExecutionException, TrialFailedException {
        while (true) {
            try {
                return running.get(BETWEEN_LOOKS.toNanos(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException notYet) {
                Optional<String> silence = line.silence(longestStart, longestSilence);
                if (silence.isPresent()) {
                    endAllBut(others);
                    throw new TrialFailedException("the load generator " + silence.get() + ", and was ended");
                }
            }
        }
    }

    /** Waits for a fork that has been told to stop, and ends it and its server where it does not. */
    private static Optional<RunResult> lastWord(CompletableFuture<RunResult> running, Set<ProcessHandle> others)
            throws InterruptedException {
        try {
            return Optional.of(running.get(LONGEST_LAST_WORD.toNanos(), TimeUnit.NANOSECONDS));
        } catch (ExecutionException | TimeoutException none) {
            endAllBut(others);
            return Optional.empty();
        }
    }

    private static void endAllBut(Set<ProcessHandle> others) {
        Set<ProcessHandle> ours = descendants();
        ours.removeAll(others);
        ours.forEach(ProcessHandle::destroyForcibly);
        ours.forEach(process -> process.onExit().join());
    }

    private static Set<ProcessHandle> descendants() {
        return ProcessHandle.current().descendants().collect(Collectors.toCollection(HashSet::new));
    }
}
