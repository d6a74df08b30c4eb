package dev.pushbench.bench.result;

import dev.pushbench.bench.compare.Cluster;
import dev.pushbench.bench.compare.Drift;
import dev.pushbench.bench.result.Validity.Cause;
import dev.pushbench.bench.result.Validity.Flaw;
import dev.pushbench.bench.result.ValidityLimits.Limit;
import dev.pushbench.bench.scenario.Cell;
import dev.pushbench.client.Conduct;
import dev.pushbench.client.LoadResult;
import dev.pushbench.client.measure.Deliveries;
import dev.pushbench.client.pacing.Arrivals;
import dev.pushbench.protocol.Technique;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** Holds a trial, and what was seen beside it, against the limits. */
final class Judgement {
    private static final double NANOS_PER_MILLI = 1e6;

    private final ValidityLimits limits;
    private final List<Cause> causes = new ArrayList<>();

    Judgement(ValidityLimits limits) {
        this.limits = limits;
    }

    /** All that is wrong, in any order. To be called once. */
    List<Cause> causes(Cell cell, LoadResult load, Evidence evidence) {
        return causes(cell, load, EventClusters.of(load), evidence);
    }

    /** @param events of the trial's windows, with their latencies */
    List<Cause> causes(Cell cell, LoadResult load, List<Cluster> events, Evidence evidence) {
        judgeDeliveries(cell, load);
        evidence.wire().ifPresent(this::judgeWire);
        judgeReconnects(cell, load);
        judgeGenerator(load, evidence);
        if (cell.technique() != Technique.POLLING && !cell.scene().conduct().restart()) {
            judgeDrift(events);
        }
        evidence.server().map(ServerCost::load).ifPresent(jvm -> {
            judgeHiccups(Flaw.SERVER_HICCUPS, "server", jvm);
            judgeGc(Flaw.SERVER_GC, "server", jvm);
        });
        evidence.surroundings().ifPresent(this::judgeSurroundings);
        evidence.link().ifPresent(this::judgeLink);
        return causes;
    }

    private void judgeDeliveries(Cell cell, LoadResult load) {
        load.failure().ifPresent(why -> invalid(Flaw.UNFINISHED, "the trial did not finish: " + why));
        Deliveries deliveries = load.deliveries();
        boolean isRestart = cell.scene().conduct().restart();
        Deliveries.Excused excused = deliveries.excused();
        long unexplained = deliveries.missing() - deliveries.missedByGap() - excused.lost();
        if (!isRestart) { // a server that is not there refuses whoever comes
            atMostNone(Flaw.FAILED_CONNECTIONS, load.connections().failed(), "%d connections failed");
        }
        atMostNone(Flaw.MISSING, unexplained, "%d deliveries missing");
        atMostNone(
                Flaw.MISSING_BEHIND_GAP,
                deliveries.missedByGap() - excused.slow(),
                "%d deliveries missing behind a gap notice");
        atMostNone(Flaw.DUPLICATE, deliveries.duplicate(), "%d deliveries duplicate");
        atMostNone(Flaw.OUT_OF_ORDER, deliveries.outOfOrder(), "%d deliveries out of order");
        atMostNone(
                Flaw.ALTERED,
                deliveries.deviations().altered(),
                "%d deliveries altered: the payload is not what was published");
        atMostNone(
                Flaw.UNPUBLISHED,
                deliveries.deviations().unpublished(),
                "%d deliveries of events that were never published");
        if (load.expected() == 0 && cell.scene().arrivals().pattern() != Arrivals.Pattern.NONE) {
            invalid(Flaw.NOTHING_EXPECTED, "no delivery was expected");
        }
        if (deliveries.delivered() != load.expected()) {
            invalid(Flaw.NOT_AS_EXPECTED, deliveries.delivered() + " delivered, " + load.expected() + " expected");
        }
    }

    /** A stream or a WebSocket is opened before the windows begin, and stays, but where the scenario or the link wants it otherwise. */
    private void judgeReconnects(Cell cell, LoadResult load) {
        Conduct conduct = cell.scene().conduct();
        boolean isAskedFor = conduct.hasChurn()
                || conduct.restart()
                || cell.link().filter(link -> link.dropShare() > 0).isPresent();
        long opened = load.window().amounts().opened();
        if (cell.technique().isPush() && !isAskedFor && opened > 0) {
            causes.add(new Cause(
                    Flaw.RECONNECTED, Grade.NOISY, opened + " connections were lost and opened again in the windows"));
        }
    }

    private void judgeWire(WireAgreement wire) {
        if (!wire.holdsUp()) {
            invalid(
                    Flaw.LEDGERS_DIFFER,
                    "the generator sent " + wire.sent() + " bytes, the server read " + wire.serverIn()
                            + dropped(wire.droppedUp()));
        }
        if (!wire.holdsDown()) {
            invalid(
                    Flaw.LEDGERS_DIFFER,
                    "the server wrote " + wire.serverOut() + " bytes, the generator received " + wire.received()
                            + dropped(wire.droppedDown()));
        }
        if (wire.published() != wire.serverEvents()) {
            invalid(
                    Flaw.LEDGERS_DIFFER,
                    wire.published() + " events were published, the server took " + wire.serverEvents());
        }
    }

    private static String dropped(long bytes) {
        return bytes == 0 ? "" : ", the link dropped " + bytes;
    }

    /** In a trial without a packet there is nothing that could have been late. */
    private void judgeLink(LinkEvidence link) {
        Histogram late = link.lateNanos();
        if (late.getTotalCount() > 0) {
            within(
                    limits.linkMedianMillis(),
                    Flaw.LINK_LATE,
                    late.getValueAtPercentile(50) / NANOS_PER_MILLI,
                    "the link sent packets %.1f ms late (p50)");
            within(
                    limits.linkMillis(),
                    Flaw.LINK_LATE,
                    late.getValueAtPercentile(99) / NANOS_PER_MILLI,
                    "the link sent packets %.1f ms late (p99)");
        }
    }

    private void judgeGenerator(LoadResult load, Evidence evidence) {
        Histogram publishDelay = load.latencies().publishDelay();
        if (publishDelay.getTotalCount() > 0) {
            within(
                    limits.publishDelayMillis(),
                    Flaw.LATE_PUBLISHER,
                    publishDelay.getValueAtPercentile(99) / NANOS_PER_MILLI,
                    "publish delay p99 %.1f ms");
        }
        evidence.generator().ifPresent(jvm -> {
            withinShare(
                    limits.generatorCpuShare(),
                    Flaw.GENERATOR_BUSY,
                    jvm.cpuShare(),
                    "the generator used %.0f %% of a core");
            judgeHiccups(Flaw.GENERATOR_HICCUPS, "generator", jvm);
            judgeGc(Flaw.GENERATOR_GC, "generator", jvm);
        });
    }

    private void judgeHiccups(Flaw flaw, String whose, JvmLoad jvm) {
        within(
                limits.hiccupMillis(),
                flaw,
                jvm.hiccups().p99Nanos() / NANOS_PER_MILLI,
                whose + " scheduling delay p99 %.1f ms");
        within(
                limits.longestHiccupMillis(),
                flaw,
                jvm.hiccups().maxNanos() / NANOS_PER_MILLI,
                whose + " scheduling delay max %.0f ms");
    }

    private void judgeGc(Flaw flaw, String whose, JvmLoad jvm) {
        jvm.gcPauseNanos()
                .filter(pauses -> jvm.nanos() > 0)
                .ifPresent(pauses -> withinShare(
                        limits.gcShare(),
                        flaw,
                        (double) pauses / jvm.nanos(),
                        "garbage collection stopped the " + whose + " for %.0f %% of the time"));
    }

    private void judgeSurroundings(Evidence.Surroundings around) {
        withinShare(limits.stealShare(), Flaw.STEAL, around.stealShare(), "the hypervisor took %.1f %% of the CPU");
        withinShare(
                limits.otherShare(),
                Flaw.OTHER_PROCESSES,
                around.otherShare(),
                "other processes used %.0f %% of the CPU");
    }

    /** A cold start shows as latency that falls over the window, a growing backlog as latency that rises. */
    private void judgeDrift(List<Cluster> events) {
        Drift.of(events)
                .ifPresent(
                        drift -> within(
                                limits.drift(),
                                Flaw.NOT_SETTLED,
                                drift.factor(),
                                "the median latency of events changed by a factor of %.1f from the first third of the window to the last"));
    }

    private void within(Limit limit, Flaw flaw, double figure, String text) {
        within(limit, flaw, figure, figure, text);
    }

    private void withinShare(Limit limit, Flaw flaw, double share, String percentText) {
        within(limit, flaw, share, share * 100, percentText);
    }

    private void within(Limit limit, Flaw flaw, double figure, double shown, String text) {
        if (figure > limit.noisy()) {
            Grade grade = figure > limit.invalid() ? Grade.INVALID : Grade.NOISY;
            causes.add(new Cause(flaw, grade, String.format(Locale.ROOT, text, shown)));
        }
    }

    private void atMostNone(Flaw flaw, long count, String text) {
        if (count > 0) {
            invalid(flaw, String.format(Locale.ROOT, text, count));
        }
    }

    private void invalid(Flaw flaw, String text) {
        causes.add(new Cause(flaw, Grade.INVALID, text));
    }
}
