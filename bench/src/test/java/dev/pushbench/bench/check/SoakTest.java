package dev.pushbench.bench.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.bench.host.ChildCommand;
import dev.pushbench.bench.host.JavaExecutable;
import dev.pushbench.bench.host.ProcessFigures;
import dev.pushbench.bench.host.SampleKind;
import dev.pushbench.bench.host.ServerProcess;
import dev.pushbench.bench.host.ServerSample;
import dev.pushbench.client.Conduct;
import dev.pushbench.client.Load;
import dev.pushbench.client.LoadPlan;
import dev.pushbench.client.LoadResult;
import dev.pushbench.client.Scene;
import dev.pushbench.client.measure.Deliveries;
import dev.pushbench.protocol.RoomName;
import dev.pushbench.protocol.Technique;
import dev.pushbench.server.stats.ServerFigures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * {@code mvn -Psoak}: one server for {@code -Dsoak.minutes=30}, with users of every technique who come and go, some who read slowly, clients that
 * mean no good, and beside it another server that is killed and started again over and over. At the end nothing is lost, both sides have counted
 * the same bytes, and the server is no larger than it was half the time before.
 */
@Tag("soak")
final class SoakTest {
    private static final double MINUTES = Double.parseDouble(System.getProperty("soak.minutes", "30"));
    private static final List<Technique> TECHNIQUES = List.of(Technique.values());
    private static final int USERS = 60;
    private static final double EVENTS_PER_SECOND = 10;
    private static final double CHURN_PER_SECOND = 1;
    private static final Conduct.Slow SLOW = new Conduct.Slow(0.2, 300);
    private static final int STALLED = 150;
    private static final int DEAF = 60;
    private static final int RESETS_PER_SECOND = 5;
    private static final Duration NUISANCE = Duration.ofSeconds(8);

    /** From the last nuisance until the window of the users ends. */
    private static final Duration PEACE = Duration.ofSeconds(3);

    private static final Duration RESTART_WINDOW = Duration.ofSeconds(8);

    private static final double MIB = 1024 * 1024;
    private static final int LEAST_SAMPLES = 4;

    /** What the server holds at an instant at which only good users are there. */
    private record Sample(double second, double heapMib, double rssMib, double threads, double files) {
        static Sample of(ServerProcess server, double second) throws InterruptedException {
            ServerSample sample = server.sample(SampleKind.AFTER_GC).orElseThrow();
            ProcessFigures process = ProcessFigures.of(server.pid()).orElseThrow();
            return new Sample(
                    second,
                    sample.jvm().heapUsedBytes() / MIB,
                    process.rssBytes() / MIB,
                    process.threads(),
                    process.openFiles());
        }

        String row() {
            return String.format(Locale.ROOT, "%7.0f %9.2f %8.1f %8.0f %6.0f", second, heapMib, rssMib, threads, files);
        }
    }

    @Test
    void aLongTimeLeavesNothingBehind() throws Exception {
        List<Conduct> conducts = new ArrayList<>();
        List<Technique> techniques = new ArrayList<>();
        for (Technique technique : TECHNIQUES) {
            techniques.add(technique);
            conducts.add(Conduct.USUAL.withChurn(CHURN_PER_SECOND));
        }
        for (Technique technique : List.of(Technique.STREAMING, Technique.SSE, Technique.WEBSOCKET)) {
            techniques.add(technique);
            conducts.add(Conduct.USUAL.withSlow(SLOW));
        }
        Duration window = Duration.ofMillis((long) (MINUTES * 60_000));
        ExecutorService threads = Executors.newCachedThreadPool();
        try (ServerProcess server = start();
                ServerProcess mortal = start()) {
            Concert concert = new Concert(techniques.size(), server);
            List<Future<LoadResult>> running = new ArrayList<>();
            for (int i = 0; i < techniques.size(); i++) {
                LoadPlan plan = plan(techniques.get(i), server, "soak" + i, window, conducts.get(i));
                int part = i;
                Callable<LoadResult> load = () -> Load.run(plan, concert.part(part));
                running.add(threads.submit(load));
            }
            concert.awaitBeginning();
            long startNanos = System.nanoTime();
            long endNanos = startNanos + window.toNanos();
            Future<Integer> restarts = threads.submit(() -> restarts(mortal, endNanos));
            List<Sample> samples = beset(server, concert, startNanos, endNanos);

            for (int i = 0; i < running.size(); i++) {
                String which =
                        techniques.get(i).id() + (conducts.get(i).hasChurn() ? " with churn" : " with slow readers");
                nothingIsLost(which, running.get(i).get(5, TimeUnit.MINUTES));
            }
            System.out.println("restarts of the other server: " + restarts.get(5, TimeUnit.MINUTES));
            System.out.println(concert.outcome());
            concert.ledgersAreEqual();
            isFlat("heap after a collection, MiB", samples, Sample::heapMib, 3);
            isFlat("resident memory, MiB", samples, Sample::rssMib, 16);
            isFlat("threads", samples, Sample::threads, 1);
            isFlat("open files", samples, Sample::files, 6);
        } finally {
            threads.shutdownNow();
        }
    }

    /** With rooms that are soon as full as they get: what is kept from then on is no leak. */
    private static ServerProcess start() throws Exception {
        ChildCommand command = ChildCommand.server(
                        List.of(),
                        JavaExecutable.ofThisJvm().path(),
                        List.of("-Xms128m", "-Xmx128m", "-XX:+UseParallelGC"),
                        1)
                .with(List.of("--retention-events", "300", "--retention-bytes", "2097152"));
        return ServerProcess.start(command, ServerProcess.LONGEST_START);
    }

    /** Besets the server until shortly before the end, and looks at it after each time. */
    private static List<Sample> beset(ServerProcess server, Concert concert, long startNanos, long endNanos)
            throws Exception {
        List<Sample> samples = new ArrayList<>();
        System.out.println(" second  heap_MiB  rss_MiB  threads  files");
        while (endNanos - System.nanoTime()
                > NUISANCE.plus(PEACE).plusSeconds(5).toNanos()) {
            try (Nuisance nuisance = Nuisance.start(server.address(), STALLED, DEAF, RESETS_PER_SECOND)) {
                LockSupport.parkNanos(NUISANCE.toNanos());
                concert.add(nuisance.leave());
            }
            Sample sample = Sample.of(server, (System.nanoTime() - startNanos) / 1e9);
            samples.add(sample);
            System.out.println(sample.row());
        }
        return samples;
    }

    /** Trials in which the server is killed and started again, one after the other. */
    private static int restarts(ServerProcess server, long endNanos) {
        int trials = 0;
        while (endNanos - System.nanoTime() > RESTART_WINDOW.plusSeconds(15).toNanos()) {
            Technique technique = TECHNIQUES.get(trials % TECHNIQUES.size());
            LoadResult result = Load.run(
                    plan(technique, server, "mortal" + trials, RESTART_WINDOW, Conduct.USUAL.withRestart()),
                    new Reviver(server));
            nothingIsLost(technique.id() + " over a restart", result);
            trials++;
        }
        return trials;
    }

    private record Reviver(ServerProcess server) implements Load.Observer {
        @Override
        public void progress(Load.Progress progress) {}

        @Override
        public void killServer() {
            try {
                server.kill();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void reviveServer() {
            try {
                server.startAgain();
            } catch (Exception failed) {
                throw new IllegalStateException("the server could not be started again", failed);
            }
        }
    }

    private static void nothingIsLost(String which, LoadResult result) {
        Deliveries deliveries = result.deliveries();
        System.out.printf(
                Locale.ROOT,
                "%-26s %d of %d delivered; %d left; missed by slow readers %d, lost with a server %d%n",
                which,
                deliveries.delivered(),
                result.expected(),
                result.life().left(),
                deliveries.excused().slow(),
                deliveries.excused().lost());
        assertThat(result.failure()).as(which).isEmpty();
        assertThat(result.expected()).as(which).isPositive();
        assertThat(deliveries.delivered()).as(which).isEqualTo(result.expected());
        assertThat(deliveries.missing())
                .as("%s: missing", which)
                .isEqualTo(deliveries.excused().slow() + deliveries.excused().lost());
        assertThat(deliveries.duplicate()).as("%s: duplicate", which).isZero();
        assertThat(deliveries.outOfOrder()).as("%s: out of order", which).isZero();
    }

    /** By a straight line through the second half of the samples (least squares): it rises by no more than this from its begin to its end. */
    private static void isFlat(String what, List<Sample> samples, ToDoubleFunction<Sample> figure, double slack) {
        List<Sample> half = samples.subList(samples.size() / 2, samples.size());
        assertThat(half).as("samples").hasSizeGreaterThanOrEqualTo(LEAST_SAMPLES);
        double meanSecond = half.stream().mapToDouble(Sample::second).average().orElseThrow();
        double mean = half.stream().mapToDouble(figure).average().orElseThrow();
        double product = 0;
        double square = 0;
        for (Sample sample : half) {
            product += (sample.second() - meanSecond) * (figure.applyAsDouble(sample) - mean);
            square += (sample.second() - meanSecond) * (sample.second() - meanSecond);
        }
        double rise = product
                / square
                * (half.get(half.size() - 1).second() - half.get(0).second());
        System.out.printf(
                Locale.ROOT, "%s: mean %.2f, rise over the second half %.2f (allowed %.0f)%n", what, mean, rise, slack);
        assertThat(rise).as(what).isLessThanOrEqualTo(slack);
    }

    private static LoadPlan plan(
            Technique technique, ServerProcess server, String room, Duration window, Conduct conduct) {
        return new LoadPlan(
                technique,
                server.address(),
                new RoomName(room),
                USERS,
                new LoadPlan.Publishing(EVENTS_PER_SECOND, Trials.EVENT_BYTES),
                new LoadPlan.Reading(Duration.ofMillis(200), Duration.ofSeconds(20)),
                LoadPlan.Requests.MINIMAL,
                new LoadPlan.Timing(
                        Duration.ofSeconds(30), Duration.ZERO, Duration.ofMillis(500), window, Duration.ofSeconds(30)),
                Scene.BROADCAST.withConduct(conduct));
    }

    /** The figures of the server, and of all who had to do with it, when all was quiet. */
    static String compared(ServerFigures server, long up, long down, long events) {
        return String.format(
                Locale.ROOT,
                "bytes up: %d sent, %d read; down: %d written, %d received; events: %d published, %d taken",
                up,
                server.bytesIn(),
                server.bytesOut(),
                down,
                events,
                server.events());
    }
}
