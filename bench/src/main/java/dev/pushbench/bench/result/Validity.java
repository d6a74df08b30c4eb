package dev.pushbench.bench.result;

import dev.pushbench.client.LoadResult;
import dev.pushbench.client.measure.Deliveries;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Whether a cell's figures are a result.
 *
 * @param causes why not; empty where they are
 */
public record Validity(List<Cause> causes) {
    public static final Validity VALID = new Validity(List.of());

    public Validity {
        causes = List.copyOf(causes);
    }

    /** What can be wrong with a cell. A closed set: each comes with what to do about it. */
    public enum Flaw {
        UNFINISHED("see the cause, then run again"),
        NOTHING_EXPECTED("measure for longer or publish at a higher rate"),
        FAILED_CONNECTIONS("use fewer users, or raise the limits of files, ports and backlog (ulimit -n, somaxconn)"),
        MISSING("lower --rate or --users until the server keeps up"),
        MISSING_BEHIND_GAP("lower --rate or --users so that readers stay within the room's retention"),
        DUPLICATE("this is a defect of the technique's server or client; please report it"),
        OUT_OF_ORDER("this is a defect of the technique's server or client; please report it"),
        NOT_AS_EXPECTED("lower --rate or --users until every event arrives before the run ends");

        private final String remedy;

        Flaw(String remedy) {
            this.remedy = remedy;
        }

        public String remedy() {
            return remedy;
        }
    }

    /**
     * One thing that is wrong with a cell.
     *
     * @param text what was seen, with its figures, on one line
     */
    public record Cause(Flaw flaw, String text) {}

    /** Judges a trial that was run. */
    public static Validity of(LoadResult load) {
        List<Cause> causes = new ArrayList<>();
        load.failure().ifPresent(why -> causes.add(new Cause(Flaw.UNFINISHED, "the trial did not finish: " + why)));
        Deliveries deliveries = load.deliveries();
        long unexplained = deliveries.missing() - deliveries.missedByGap();
        add(causes, Flaw.FAILED_CONNECTIONS, load.connections().failed(), "%d connections failed");
        add(causes, Flaw.MISSING, unexplained, "%d deliveries missing");
        add(causes, Flaw.MISSING_BEHIND_GAP, deliveries.missedByGap(), "%d deliveries missing behind a gap notice");
        add(causes, Flaw.DUPLICATE, deliveries.duplicate(), "%d deliveries duplicate");
        add(causes, Flaw.OUT_OF_ORDER, deliveries.outOfOrder(), "%d deliveries out of order");
        if (load.expected() == 0) {
            causes.add(new Cause(Flaw.NOTHING_EXPECTED, "no delivery was expected"));
        }
        if (deliveries.delivered() != load.expected()) {
            causes.add(new Cause(
                    Flaw.NOT_AS_EXPECTED, deliveries.delivered() + " delivered, " + load.expected() + " expected"));
        }
        return new Validity(causes);
    }

    /** The validity of a trial that could not be run at all. */
    public static Validity unfinished(String why) {
        return new Validity(List.of(new Cause(Flaw.UNFINISHED, why)));
    }

    /** This, of a trial that did not finish for a reason better known to the caller than to the trial. */
    public Validity unfinishedBecause(String why) {
        List<Cause> all = new ArrayList<>();
        all.add(new Cause(Flaw.UNFINISHED, why));
        causes.stream().filter(cause -> cause.flaw() != Flaw.UNFINISHED).forEach(all::add);
        return new Validity(all);
    }

    public boolean isValid() {
        return causes.isEmpty();
    }

    /** The word used in files and tables. */
    public String word() {
        return isValid() ? "VALID" : "INVALID";
    }

    /** All causes on one line. */
    public String reasons() {
        return causes.stream().map(Cause::text).collect(Collectors.joining("; "));
    }

    private static void add(List<Cause> causes, Flaw flaw, long count, String text) {
        if (count > 0) {
            causes.add(new Cause(flaw, String.format(Locale.ROOT, text, count)));
        }
    }
}
