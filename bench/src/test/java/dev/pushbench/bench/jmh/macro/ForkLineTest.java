package dev.pushbench.bench.jmh.macro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushbench.bench.Loads;
import dev.pushbench.bench.host.ChildCommand;
import dev.pushbench.bench.result.Evidence;
import dev.pushbench.bench.result.WireAgreement;
import dev.pushbench.bench.scenario.Cell;
import dev.pushbench.bench.scenario.Phases;
import dev.pushbench.client.Load;
import dev.pushbench.client.LoadPlan;
import dev.pushbench.client.http.HeaderProfile;
import dev.pushbench.protocol.Technique;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Both ends of the line between a run and its fork, in one JVM. */
@Timeout(60)
final class ForkLineTest {
    private static final Cell CELL = new Cell(
            Technique.LONG_POLLING,
            7,
            new LoadPlan.Publishing(2.5, 200),
            new LoadPlan.Reading(Duration.ofNanos(20_000_001), Duration.ofSeconds(9)),
            new LoadPlan.Requests(new HeaderProfile("own", List.of("Cookie: a=\"b\\c\"", "X-Two: 2")), false),
            new Phases(
                    Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3), new LoadPlan.Windows(4, 5)));
    private static final ChildCommand SERVER = ChildCommand.server(
            List.of(0, 2), Path.of("/a folder/with \"quotes\"/java"), List.of("-Xmx64m", "-Da=b c"), 3);
    private static final ChildCommand GENERATOR =
            ChildCommand.generator(List.of(1), Path.of("/other/java"), List.of("-Xmx96m"));
    private static final TrialOrder ORDER =
            new TrialOrder(CELL, "run-1", Optional.empty(), List.of(SERVER), List.of(GENERATOR));
    private static final TrialOutcome OUTCOME =
            new TrialOutcome(Loads.flawless(20), Evidence.NONE, Optional.of("the server died\nof this"));

    private final BlockingQueue<Load.Progress> told = new LinkedBlockingQueue<>();

    @AfterEach
    void noThreadIsLeft() throws InterruptedException {
        System.clearProperty(Principal.PORT);
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("fork line") || thread.getName().equals("principal")) {
                thread.join();
            }
        }
    }

    @Test
    void theOrderArrivesWithAllThatIsInIt() throws Exception {
        try (ForkLine line = ForkLine.open(ORDER, told::add);
                Principal principal = principal(line)) {
            assertThat(principal.order()).isEqualTo(ORDER);
        }
    }

    @Test
    void soDoesATarget() throws Exception {
        TrialOrder targeted = new TrialOrder(
                CELL, "run-2", Optional.of(new InetSocketAddress("127.0.0.9", 8080)), List.of(), List.of());

        try (ForkLine line = ForkLine.open(targeted, told::add);
                Principal principal = principal(line)) {
            assertThat(principal.order()).isEqualTo(targeted);
        }
    }

    @Test
    void aForkMayBeSilentForAWhileUntilItHasConnectedAndForAnotherAfterwards() throws Exception {
        Duration anHour = Duration.ofHours(1);
        try (ForkLine line = ForkLine.open(ORDER, told::add)) {
            assertThat(line.silence(anHour, Duration.ZERO)).isEmpty();
            assertThat(line.silence(Duration.ZERO, anHour)).contains("did not start within 0 s");

            try (Principal principal = principal(line)) {
                principal.order();
                assertThat(line.silence(Duration.ZERO, anHour)).isEmpty();
                assertThat(line.silence(anHour, Duration.ZERO)).contains("said nothing for 0 s");
            }
        }
    }

    @Test
    void progressIsPassedOnInOrder() throws Exception {
        Load.Progress connecting = new Load.Progress(Load.Phase.CONNECTING, 1, 0);
        Load.Progress measuring = new Load.Progress(Load.Phase.MEASURING, 7, 35, Optional.of(new Load.Recent(50, 99)));
        try (ForkLine line = ForkLine.open(ORDER, told::add);
                Principal principal = principal(line)) {
            principal.order();
            principal.tell(TrialWord.of(connecting));
            principal.tell(TrialWord.of(measuring));

            assertThat(told.take()).isEqualTo(connecting);
            assertThat(told.take()).isEqualTo(measuring);
        }
    }

    @Test
    void theOutcomeIsThereWhenTheForkIsGone() throws Exception {
        TrialOutcome full = new TrialOutcome(
                OUTCOME.load(),
                new Evidence(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(new Evidence.Surroundings(0.25, 0.5)),
                        Optional.of(new WireAgreement(1, 2, 3, 4))),
                OUTCOME.serverDeath());
        try (ForkLine line = ForkLine.open(ORDER, told::add)) {
            try (Principal principal = principal(line)) {
                principal.order();
                principal.tell(TrialWord.of(full));
            }
            assertThat(line.outcome()).contains(full);
        }
    }

    @Test
    void aForkThatSaysNothingMoreHasNoOutcome() throws Exception {
        try (ForkLine line = ForkLine.open(ORDER, told::add)) {
            try (Principal principal = principal(line)) {
                principal.order();
            }
            assertThat(line.outcome()).isEmpty();
        }
    }

    @Test
    void aForkThatNeverCameHasNoOutcome() throws Exception {
        try (ForkLine line = ForkLine.open(ORDER, told::add)) {
            assertThat(line.outcome()).isEmpty();
        }
    }

    @Test
    void whoeverIsNoForkHasNoOutcome() throws Exception {
        try (ForkLine line = ForkLine.open(ORDER, told::add)) {
            try (Socket stranger = new Socket(InetAddress.getLoopbackAddress(), line.port())) {
                stranger.getOutputStream().write("GET / HTTP/1.1\n".getBytes(StandardCharsets.US_ASCII));
                stranger.shutdownOutput();
                stranger.getInputStream().readAllBytes();
            }
            assertThat(line.outcome()).isEmpty();
        }
    }

    @Test
    void aStopReachesTheForkInTheMiddle() throws Exception {
        CountDownLatch stopped = new CountDownLatch(1);
        try (ForkLine line = ForkLine.open(ORDER, told::add);
                Principal principal = principal(line)) {
            principal.order();
            principal.whenStopped(stopped::countDown);
            line.stop();

            stopped.await();
        }
    }

    @Test
    void aStopReachesTheForkThatConnectsAfterIt() throws Exception {
        CountDownLatch stopped = new CountDownLatch(1);
        try (ForkLine line = ForkLine.open(ORDER, told::add)) {
            line.stop();
            try (Principal principal = principal(line)) {
                assertThat(principal.order()).isEqualTo(ORDER);
                principal.whenStopped(stopped::countDown);

                stopped.await();
            }
        }
    }

    @Test
    void aForkIsStoppedWhenWhoeverOrderedItIsGone() throws Exception {
        CountDownLatch stopped = new CountDownLatch(1);
        ForkLine line = ForkLine.open(ORDER, told::add);
        try (Principal principal = principal(line)) {
            principal.order();
            principal.whenStopped(stopped::countDown);
            line.close();

            stopped.await();
        }
    }

    @Test
    void aForkThatIsNotWantedAnyMoreGetsNoOrder() throws Exception {
        ForkLine line = ForkLine.open(ORDER, told::add);
        try (Principal principal = principal(line)) {
            principal.order();
            line.close();

            assertThatThrownBy(principal::order).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aForkThatNobodyOrderedHasNoPrincipal() throws Exception {
        assertThat(Principal.ofThisFork()).isEmpty();
    }

    private static Principal principal(ForkLine line) throws IOException {
        System.setProperty(Principal.PORT, Integer.toString(line.port()));
        return Principal.ofThisFork().orElseThrow();
    }
}
