package dev.pushbench.bench.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pushbench.bench.host.GcPauses;
import dev.pushbench.bench.host.Hiccups;
import dev.pushbench.bench.host.JvmFigures;
import dev.pushbench.bench.host.MachineFigures;
import dev.pushbench.bench.host.ProcessFigures;
import dev.pushbench.bench.host.ServerSample;
import dev.pushbench.bench.result.Samples.Moment;
import dev.pushbench.client.Load.Milestone;
import dev.pushbench.server.stats.ServerFigures;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** One trial, whose figures are round enough to be divided in the head. */
final class SamplesTest {
    private static final int USERS = 500;
    private static final long DELIVERIES = 2_000;
    private static final Duration WINDOWS = Duration.ofMillis(20);
    private static final Hiccups IN_WINDOW = new Hiccups(1000, 2, 3, 4);
    private static final Hiccups BEFORE = new Hiccups(7, 70, 700, 7000);

    private static final Moment ALONE =
            moment(server(0, 0, 0, 2_000_000), process(50_000_000, 11, 21), machine(0, 0, 10_000_000, 100), 0);
    private static final Moment CONNECTED =
            moment(server(0, 1, 1, 3_000_000), process(52_000_000, 12, 521), machine(10, 0, 14_000_000, 200), 1);
    private static final Moment OPENED = moment(
            server(1_000, 5_000_000, 600_000, 9_000_000),
            process(60_000_000, 13, 522),
            machine(1_000, 10, 14_000_000, 200),
            400);
    private static final Moment CLOSED = moment(
            server(3_000, 25_000_000, 700_000, 12_000_000),
            process(70_000_000, 14, 523),
            machine(3_000, 110, 14_000_000, 200),
            1_300);

    @Test
    void aDeliveryCostsWhatTheWindowTookByTheGeneratorsCount() {
        ServerCost.PerDelivery perDelivery = cost(whole()).perDelivery();

        assertThat(perDelivery.cpuNanos()).hasValue(10_000);
        assertThat(perDelivery.allocatedBytes()).hasValue(50);
    }

    /** The looks are 20 ms apart: in windows of 16 ms as many deliveries would have taken four fifths of what was used between the looks. */
    @Test
    void looksThatAreNotOnTimeCostNothing() {
        Evidence evidence = whole().evidence(USERS, DELIVERIES, Duration.ofMillis(16), Optional.empty());
        ServerCost server = evidence.server().orElseThrow();

        assertThat(server.perDelivery().cpuNanos()).hasValue(8_000);
        assertThat(server.javaCpuNanosPerDelivery()).hasValue(8_000);
        assertThat(server.perDelivery().allocatedBytes()).hasValue(40);
        assertThat(server.load().cpuShare()).isEqualTo(1.0);
        assertThat(evidence.generator().orElseThrow())
                .isEqualTo(new JvmLoad(1_600, 400, 400, Optional.of(24L), IN_WINDOW));
        assertThat(evidence.playing().orElseThrow().allocatedBytes()).isEqualTo(800);
    }

    @Test
    void aUserCostsWhatTheServerGrewByBeforeAnythingWasPublished() {
        ServerCost.PerUser perUser = cost(whole()).perUser();

        assertThat(perUser.heapBytes()).hasValue(2_000);
        assertThat(perUser.rssBytes()).hasValue(4_000);
        // 4,000,000 bytes of slab and 100 pages, half of them the server's, by 500 users
        assertThat(perUser.kernelBytes()).hasValue((4_000_000 + 100 * 4_096) / 2.0 / 500);
    }

    @ParameterizedTest
    @CsvSource({"499, false", "500, true", "5000, true"})
    void memoryOfTheKernelIsToldFromFiveHundredUsersOn(int users, boolean isTold) {
        ServerCost.PerUser perUser = whole().evidence(users, DELIVERIES, WINDOWS, Optional.empty())
                .server()
                .orElseThrow()
                .perUser();

        assertThat(perUser.kernelBytes().isPresent()).isEqualTo(isTold);
        assertThat(perUser.heapBytes()).hasValue(1_000_000.0 / users);
    }

    @Test
    void whatIsHeldIsThatOfTheWindowsEnd() {
        assertThat(cost(whole()).holding()).isEqualTo(new ServerCost.Holding(Optional.of(14L), Optional.of(523L), 501));
    }

    @Test
    void aJvmIsLookedAtOverTheWindow() {
        Evidence evidence = whole().evidence(USERS, DELIVERIES, WINDOWS, Optional.empty());
        JvmLoad server = evidence.server().orElseThrow().load();
        JvmLoad generator = evidence.generator().orElseThrow();

        assertThat(server).isEqualTo(new JvmLoad(20_000_000, 20_000_000, 20_000_000, Optional.of(2_000L), IN_WINDOW));
        assertThat(server.cpuShare()).isEqualTo(1.0);
        assertThat(generator).isEqualTo(new JvmLoad(2_000, 500, 500, Optional.of(30L), IN_WINDOW));
        assertThat(generator.cpuShare()).isEqualTo(0.25);
        assertThat(new JvmLoad(0, 5, 5, Optional.empty(), IN_WINDOW).cpuShare()).isZero();
    }

    @Test
    void pausesBeganWhenTheyWereFirstRecordedAndAreUnknownWhereTheyNeverWere() {
        JvmFigures without = new JvmFigures(0, 0, 0, 0, 0, Optional.empty(), BEFORE);
        JvmFigures with = new JvmFigures(0, 0, 0, 0, 0, Optional.of(new GcPauses(1, 40)), BEFORE);

        assertThat(JvmLoad.between(without, with).gcPauseNanos()).contains(40L);
        assertThat(JvmLoad.between(without, without).gcPauseNanos()).isEmpty();
        assertThat(JvmLoad.between(with, without).gcPauseNanos()).isEmpty();
    }

    @Test
    void theRestOfTheMachineIsWhatNeitherIdledNorWasOurs() {
        Evidence.Surroundings around = whole().evidence(USERS, DELIVERIES, WINDOWS, Optional.empty())
                .surroundings()
                .orElseThrow();

        // 2,000 ns passed: 100 stolen, 200 idle, 1,700 busy, of which 900 ours
        assertThat(around.stealShare()).isEqualTo(0.05, within(1e-9));
        assertThat(around.otherShare()).isEqualTo(0.4, within(1e-9));
    }

    @Test
    void aComparisonOfBytesIsPassedOn() {
        WireAgreement wire = new WireAgreement(1, 2, 3, 4);

        assertThat(whole().evidence(USERS, DELIVERIES, WINDOWS, Optional.of(wire))
                        .wire())
                .contains(wire);
    }

    @ParameterizedTest
    @EnumSource(
            value = Milestone.class,
            names = {"WINDOW_OPENED", "WINDOW_CLOSED"})
    void withoutBothEndsOfTheWindowThereIsNothingToTell(Milestone missing) {
        Map<Milestone, Moment> moments = moments();
        Map<Milestone, JvmFigures> generator = generator();
        moments.remove(missing);
        generator.remove(missing);

        assertThat(new Samples(moments, generator).evidence(USERS, DELIVERIES, WINDOWS, Optional.empty()))
                .isEqualTo(Evidence.NONE);
    }

    @ParameterizedTest
    @EnumSource(names = {"ALONE", "CONNECTED"})
    void withoutALookBeforeTheUsersOrWithThemNoUserHasACost(Milestone missing) {
        Map<Milestone, Moment> moments = moments();
        moments.remove(missing);

        ServerCost cost = cost(new Samples(moments, generator()));

        assertThat(cost.perUser())
                .isEqualTo(
                        new ServerCost.PerUser(OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty()));
        assertThat(cost.perDelivery().cpuNanos()).hasValue(10_000);
    }

    @Test
    void withoutDeliveriesNoneHasACost() {
        ServerCost.PerDelivery perDelivery = whole().evidence(USERS, 0, WINDOWS, Optional.empty())
                .server()
                .orElseThrow()
                .perDelivery();

        assertThat(perDelivery.cpuNanos()).isEmpty();
        assertThat(perDelivery.allocatedBytes()).isEmpty();
    }

    @Test
    void whatTheKernelDoesNotTellIsEmpty() {
        MachineFigures blind =
                new MachineFigures(Optional.empty(), OptionalLong.empty(), Optional.empty(), OptionalDouble.empty());
        Map<Milestone, Moment> moments = new EnumMap<>(Milestone.class);
        moments()
                .forEach((milestone, moment) -> moments.put(
                        milestone,
                        new Moment(moment.atNanos(), moment.server(), Optional.empty(), blind, Optional.empty())));

        Evidence evidence = new Samples(moments, generator()).evidence(USERS, DELIVERIES, WINDOWS, Optional.empty());

        ServerCost cost = evidence.server().orElseThrow();
        assertThat(cost.perUser())
                .isEqualTo(new ServerCost.PerUser(
                        OptionalDouble.of(2_000), OptionalDouble.empty(), OptionalDouble.empty()));
        assertThat(cost.holding()).isEqualTo(new ServerCost.Holding(Optional.empty(), Optional.empty(), 501));
        assertThat(evidence.surroundings()).isEmpty();
    }

    @Test
    void aServerThatIsNotOursLeavesTheGeneratorAndTheMachine() {
        Map<Milestone, Moment> moments = new EnumMap<>(Milestone.class);
        moments()
                .forEach((milestone, moment) -> moments.put(
                        milestone,
                        new Moment(
                                moment.atNanos(),
                                Optional.empty(),
                                Optional.empty(),
                                moment.machine(),
                                moment.ownCpuNanos())));

        Evidence evidence = new Samples(moments, generator()).evidence(USERS, DELIVERIES, WINDOWS, Optional.empty());

        assertThat(evidence.server()).isEmpty();
        assertThat(evidence.generator()).isPresent();
        assertThat(evidence.surroundings()).isPresent();
    }

    private static ServerCost cost(Samples samples) {
        return samples.evidence(USERS, DELIVERIES, WINDOWS, Optional.empty())
                .server()
                .orElseThrow();
    }

    private static Samples whole() {
        return new Samples(moments(), generator());
    }

    private static Map<Milestone, Moment> moments() {
        Map<Milestone, Moment> moments = new EnumMap<>(Milestone.class);
        moments.put(Milestone.ALONE, ALONE);
        moments.put(Milestone.CONNECTED, CONNECTED);
        moments.put(Milestone.WINDOW_OPENED, OPENED);
        moments.put(Milestone.WINDOW_CLOSED, CLOSED);
        return moments;
    }

    private static Map<Milestone, JvmFigures> generator() {
        Map<Milestone, JvmFigures> generator = new EnumMap<>(Milestone.class);
        generator.put(
                Milestone.WINDOW_OPENED,
                new JvmFigures(1_000, 300, 300, 5_000, 5, Optional.of(new GcPauses(1, 10)), BEFORE));
        generator.put(
                Milestone.WINDOW_CLOSED,
                new JvmFigures(3_000, 800, 800, 6_000, 6, Optional.of(new GcPauses(2, 40)), IN_WINDOW));
        return generator;
    }

    private static Moment moment(ServerSample server, ProcessFigures process, MachineFigures machine, long ownNanos) {
        long atNanos = server.jvm().uptimeNanos(); // the clock of both began at the same instant
        return new Moment(atNanos, Optional.of(server), Optional.of(process), machine, Optional.of(ownNanos));
    }

    /** Its clock and its CPU time are the same, as of one busy core; a ten-thousandth of it are pauses. */
    private static ServerSample server(long deliveries, long cpuNanos, long allocatedBytes, long heapBytes) {
        return new ServerSample(
                new ServerFigures(1, 2, deliveries, 500, 501, 3, 4),
                new JvmFigures(
                        cpuNanos,
                        cpuNanos,
                        cpuNanos,
                        allocatedBytes,
                        heapBytes,
                        Optional.of(new GcPauses(1, cpuNanos / 10_000)),
                        deliveries == 3_000 ? IN_WINDOW : BEFORE));
    }

    private static ProcessFigures process(long rssBytes, long threads, long files) {
        return new ProcessFigures(rssBytes, threads, files, 0);
    }

    /** A tenth of its time is idle. */
    private static MachineFigures machine(long totalNanos, long stealNanos, long slabBytes, long pages) {
        return new MachineFigures(
                Optional.of(new MachineFigures.Cpu(totalNanos, totalNanos / 10, stealNanos)),
                OptionalLong.of(slabBytes),
                Optional.of(new MachineFigures.Sockets(1, 2, pages)),
                OptionalDouble.empty());
    }
}
