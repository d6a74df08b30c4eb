package dev.pushbench.bench.result;

import dev.pushbench.bench.scenario.Cell;
import dev.pushbench.client.LoadResult;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which figures of a cell are a result: a verdict for each group of figures.
 *
 * @param causes why not, or not quite, the root cause first; empty where all are
 */
public record Validity(List<Cause> causes) {
    public static final Validity VALID = new Validity(List.of());

    public Validity {
        causes = CausalOrder.sorted(causes);
    }

    /** Where a flaw comes from, in the order of cause and effect: what is further down may be a consequence of what is above. */
    enum Origin {
        /** The trial itself did not take place as it should have. */
        TRIAL,
        /** What was delivered, or counted, is wrong. */
        DELIVERIES,
        /** Deliveries did not arrive before the trial ended. */
        LOSS,
        /** Something else used the cores. */
        MACHINE,
        /** A process of the trial reached its limit. */
        OWN_LIMIT,
        /** Threads waited for a core. */
        SCHEDULING,
        /** Publisher or link did not keep their times. */
        LATENESS,
        /** Latency changed over the window. */
        DRIFT
    }

    /**
     * What can be wrong with a cell. A closed set: each comes with what to do about it, and with the worst verdict that it can be the
     * cause of, by group. One with a remedy alone makes every group INVALID.
     */
    public enum Flaw {
        UNFINISHED(Origin.TRIAL, "see the cause, then run again"),
        NOTHING_EXPECTED("measure for longer or publish at a higher rate"),
        FAILED_CONNECTIONS("use fewer users, or raise the limits of files, ports and backlog (ulimit -n, somaxconn)"),
        MISSING(Origin.LOSS, "lower --rate or --users until the server keeps up"),
        MISSING_BEHIND_GAP(Origin.LOSS, "lower --rate or --users so that readers stay within the room's retention"),
        DUPLICATE("this is a defect of the technique's server or client; please report it"),
        OUT_OF_ORDER("this is a defect of the technique's server or client; please report it"),
        ALTERED("compare what the server sends with docs/contract.md: every event has to arrive as it was published"),
        UNPUBLISHED(
                "let no one else publish in the room; if no one did, the server makes events up: see docs/contract.md"),
        NOT_AS_EXPECTED(Origin.LOSS, "lower --rate or --users until every event arrives before the run ends"),
        LEDGERS_DIFFER("let no one else use the server; if no one did, this is a defect; please report it"),
        RECONNECTED(
                Origin.LATENESS,
                Grade.NOISY,
                Grade.NOISY,
                "look for what closes connections, the server or a proxy before it: a user receives nothing until it is back"),
        LATE_PUBLISHER(
                Origin.LATENESS, Grade.INVALID, Grade.NOISY, "lower --rate, or give the generator a core of its own"),
        GENERATOR_BUSY(
                Origin.OWN_LIMIT,
                Grade.INVALID,
                Grade.NOISY,
                "lower --users or --rate: what is measured is the generator, not the server"),
        SERVER_HICCUPS(
                Origin.SCHEDULING,
                Grade.INVALID,
                Grade.NOISY,
                "let nothing else run on this machine, or use a larger one"),
        GENERATOR_HICCUPS(
                Origin.SCHEDULING,
                Grade.INVALID,
                Grade.NOISY,
                "let nothing else run on this machine, or use a larger one"),
        STEAL(Origin.MACHINE, Grade.NOISY, Grade.NOISY, "use a machine that is not shared, or run again later"),
        OTHER_PROCESSES(Origin.MACHINE, Grade.NOISY, Grade.NOISY, "let nothing else run on this machine"),
        SERVER_GC(
                Origin.OWN_LIMIT,
                Grade.INVALID,
                Grade.INVALID,
                "give the server a larger heap (--server-opts), or lower --rate or --users"),
        GENERATOR_GC(Origin.OWN_LIMIT, Grade.INVALID, Grade.NOISY, "lower --rate or --users"),
        NOT_SETTLED(
                Origin.DRIFT,
                Grade.NOISY,
                Grade.NOISY,
                "warm up for longer (--warmup), or measure for longer (--windows)"),
        LINK_LATE(
                Origin.LATENESS,
                Grade.INVALID,
                Grade.VALID,
                "use fewer users, a lower --rate, or a machine with more cores: the link could not keep its times"),
        TRIALS_REJECTED(
                Origin.TRIAL,
                "see in trials.csv what was wrong with them; measure more often (--forks) or on a quieter machine");

        private final Origin origin;
        private final Grade worstOfExact;
        private final Grade worstOfLatency;
        private final Grade worstOfCost;
        private final String remedy;

        Flaw(String remedy) {
            this(Origin.DELIVERIES, remedy);
        }

        /** Spoils every figure. */
        Flaw(Origin origin, String remedy) {
            this(origin, Grade.INVALID, Grade.INVALID, Grade.INVALID, remedy);
        }

        /** Leaves what is counted alone. */
        Flaw(Origin origin, Grade worstOfLatency, Grade worstOfCost, String remedy) {
            this(origin, Grade.VALID, worstOfLatency, worstOfCost, remedy);
        }

        Flaw(Origin origin, Grade worstOfExact, Grade worstOfLatency, Grade worstOfCost, String remedy) {
            this.origin = origin;
            this.worstOfExact = worstOfExact;
            this.worstOfLatency = worstOfLatency;
            this.worstOfCost = worstOfCost;
            this.remedy = remedy;
        }

        public String remedy() {
            return remedy;
        }

        Origin origin() {
            return origin;
        }

        /** The worst that it can make of a group's verdict; VALID where it does not touch that group. */
        Grade worst(FigureGroup group) {
            return switch (group) {
                case EXACT -> worstOfExact;
                case LATENCY -> worstOfLatency;
                case COST -> worstOfCost;
            };
        }
    }

    /**
     * One thing that is wrong with a cell.
     *
     * @param grade which of its limits it exceeds; what that makes of a group's verdict is {@link #grade(FigureGroup)}
     * @param groups that it may touch; those of its flaw, or fewer
     * @param text what was seen, with its figures, on one line
     */
    public record Cause(Flaw flaw, Grade grade, Set<FigureGroup> groups, String text) {
        public Cause {
            if (grade == Grade.VALID) {
                throw new IllegalArgumentException("what is VALID has no cause: " + text);
            }
            groups = Set.copyOf(groups);
        }

        public Cause(Flaw flaw, Grade grade, String text) {
            this(flaw, grade, EnumSet.allOf(FigureGroup.class), text);
        }

        /** What the group's verdict is because of this alone. */
        public Grade grade(FigureGroup group) {
            return groups.contains(group) ? grade.better(flaw.worst(group)) : Grade.VALID;
        }
    }

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

    /** The verdict on that group. */
    public Grade grade(FigureGroup group) {
        return causes.stream().map(cause -> cause.grade(group)).reduce(Grade.VALID, Grade::worse);
    }

    /** Whether that group's figures may be used. */
    public boolean isUsable(FigureGroup group) {
        return grade(group).isUsable();
    }

    /** Whether anything may be used: what makes deliveries wrong spoils every figure. */
    public boolean isResult() {
        return isUsable(FigureGroup.EXACT);
    }

    /**
     * The verdict on all groups together, for people: INVALID where no group may be used, NOISY where one is not valid.
     */
    public Grade overall() {
        if (!isResult()) {
            return Grade.INVALID;
        }
        boolean isAllValid = Stream.of(FigureGroup.values()).allMatch(group -> grade(group) == Grade.VALID);
        return isAllValid ? Grade.VALID : Grade.NOISY;
    }

    /** The word used in files and tables. */
    public String word() {
        return overall().name();
    }

    /** The verdict on each group that is not valid: {@code latency INVALID, cost NOISY}; {@code INVALID} where all are. */
    public String words() {
        if (overall() != Grade.NOISY) {
            return word();
        }
        return Stream.of(Grade.INVALID, Grade.NOISY)
                .map(grade -> Stream.of(FigureGroup.values())
                        .filter(group -> grade(group) == grade)
                        .map(FigureGroup::id)
                        .collect(Collectors.joining(" and ", "", " " + grade)))
                .filter(words -> !words.startsWith(" "))
                .collect(Collectors.joining(", "));
    }

    /** What explains the other causes. */
    public Optional<Cause> rootCause() {
        return causes.stream().findFirst();
    }

    /** The root cause alone, and what is wrong with the deliveries where it does not say that itself. */
    public String rootCauseText() {
        return rootCause()
                .map(root -> causes.stream()
                        .filter(cause -> root.grade(FigureGroup.EXACT).isUsable()
                                && !cause.grade(FigureGroup.EXACT).isUsable())
                        .findFirst()
                        .map(wrong -> root.text() + ", and " + wrong.text())
                        .orElse(root.text()))
                .orElse("");
    }

    /** All causes on one line. */
    public String reasons() {
        return causes.stream().map(Cause::text).collect(Collectors.joining("; "));
    }
}
