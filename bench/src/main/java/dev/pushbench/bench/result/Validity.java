package dev.pushbench.bench.result;

import dev.pushbench.bench.scenario.Cell;
import dev.pushbench.client.LoadResult;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Whether a cell's figures are a result.
 *
 * @param causes why not, or not quite; empty where they are
 */
public record Validity(List<Cause> causes) {
    public static final Validity VALID = new Validity(List.of());

    public Validity {
        causes = List.copyOf(causes);
    }

    /** How bad it is. */
    public enum Grade {
        /** The figures stand, but something beside the technique may show in them. */
        SUSPECT,
        /** The figures are no result. */
        INVALID
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
        ALTERED("compare what the server sends with docs/contract.md: every event has to arrive as it was published"),
        UNPUBLISHED(
                "let no one else publish in the room; if no one did, the server makes events up: see docs/contract.md"),
        NOT_AS_EXPECTED("lower --rate or --users until every event arrives before the run ends"),
        LEDGERS_DIFFER("let no one else use the server; if no one did, this is a defect; please report it"),
        LATE_PUBLISHER("lower --rate, or give the generator a core of its own"),
        GENERATOR_BUSY("lower --users or --rate: what is measured is the generator, not the server"),
        SERVER_HICCUPS("let nothing else run on this machine, or use a larger one"),
        GENERATOR_HICCUPS("let nothing else run on this machine, or use a larger one"),
        STEAL("use a machine that is not shared, or run again later"),
        OTHER_PROCESSES("let nothing else run on this machine"),
        SERVER_GC("give the server a larger heap (--server-opts), or lower --rate or --users"),
        GENERATOR_GC("lower --rate or --users"),
        NOT_SETTLED("warm up for longer (--warmup), or measure for longer (--windows)"),
        LINK_LATE("use fewer users, a lower --rate, or a machine with more cores: the link could not keep its times"),
        TRIALS_REJECTED(
                "see in trials.csv what was wrong with them; measure more often (--forks) or on a quieter machine");

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
    public record Cause(Flaw flaw, Grade grade, String text) {}

    /** Judges a trial that was run. */
    public static Validity of(Cell cell, LoadResult load, Evidence evidence) {
        return new Validity(new Judgement(ValidityLimits.DEFAULT).causes(cell, load, evidence));
    }

    /** The validity of a trial that could not be run at all. */
    public static Validity unfinished(String why) {
        return new Validity(List.of(new Cause(Flaw.UNFINISHED, Grade.INVALID, why)));
    }

    /** This, of a trial that did not finish for a reason better known to the caller than to the trial. */
    public Validity unfinishedBecause(String why) {
        List<Cause> all = new ArrayList<>();
        all.add(new Cause(Flaw.UNFINISHED, Grade.INVALID, why));
        causes.stream().filter(cause -> cause.flaw() != Flaw.UNFINISHED).forEach(all::add);
        return new Validity(all);
    }

    /** Whether the figures may be used: they are valid, or suspect. */
    public boolean isResult() {
        return causes.stream().noneMatch(cause -> cause.grade() == Grade.INVALID);
    }

    /** The word used in files and tables. */
    public String word() {
        if (causes.isEmpty()) {
            return "VALID";
        }
        return isResult() ? Grade.SUSPECT.name() : Grade.INVALID.name();
    }

    /** All causes on one line. */
    public String reasons() {
        return causes.stream().map(Cause::text).collect(Collectors.joining("; "));
    }
}
