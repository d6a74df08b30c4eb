package dev.pushbench.bench.gate;

import dev.pushbench.bench.compare.Interval;
import dev.pushbench.bench.result.Json;
import dev.pushbench.protocol.Technique;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The result for programs, {@code gate.json}: all findings, those that passed among them, in the order of the cells. */
public final class GateJson {
    /** Of the form that this build writes. */
    public static final int SCHEMA_VERSION = 1;

    private GateJson() {}

    /**
     * The whole file.
     *
     * @param verdict said once more, so that nobody has to count
     */
    record Document(
            int schemaVersion, String kind, String base, String head, String verdict, List<FindingEntry> findings) {
        Document {
            if (findings.stream().anyMatch(Objects::isNull)) {
                throw new IllegalArgumentException("a finding is null");
            }
        }
    }

    /** A rule and what it found; the ends of the interval are both there or neither. */
    record FindingEntry(
            String cell,
            String verdict,
            boolean counts,
            RuleEntry rule,
            Optional<Double> base,
            Optional<Double> head,
            Optional<Double> ratio,
            Optional<Double> ciLow,
            Optional<Double> ciHigh,
            int pairs,
            String text) {}

    /** As in a policy, shares as numbers. */
    record RuleEntry(
            String tier,
            String metric,
            String better,
            double limit,
            Optional<Double> noise,
            List<String> techniques,
            String basis) {}

    /** Without an end of line after the last. */
    public static String of(GateResult result) {
        return Json.of(new Document(
                SCHEMA_VERSION,
                result.kind(),
                result.base(),
                result.head(),
                word(result.verdict()),
                result.findings().stream().map(GateJson::entry).toList()));
    }

    private static FindingEntry entry(Finding finding) {
        Rule rule = finding.rule();
        return new FindingEntry(
                finding.cell(),
                word(finding.verdict()),
                finding.counts(),
                new RuleEntry(
                        rule.tier().id(),
                        rule.metric(),
                        rule.better().id(),
                        rule.limit(),
                        rule.noise(),
                        rule.techniques().stream().map(Technique::id).toList(),
                        rule.basis().id()),
                finding.base(),
                finding.head(),
                finding.ratio(),
                finding.interval().map(Interval::low),
                finding.interval().map(Interval::high),
                finding.pairs(),
                finding.text());
    }

    /**
     * What was written so. The verdict on the whole is made of the findings again.
     *
     * @throws IllegalArgumentException that says what is wrong, where it was not, or by a later build
     */
    public static GateResult parse(String text) {
        Document document = Json.parsed(text, Document.class);
        if (document.schemaVersion() > SCHEMA_VERSION || document.schemaVersion() < 1) {
            throw new IllegalArgumentException(
                    "its schema_version is " + document.schemaVersion() + ", allowed: at most " + SCHEMA_VERSION);
        }
        return new GateResult(
                document.kind(),
                document.base(),
                document.head(),
                document.findings().stream().map(GateJson::finding).toList());
    }

    private static Finding finding(FindingEntry entry) {
        RuleEntry rule = entry.rule();
        return new Finding(
                new Rule(
                        known(Tier.values(), rule.tier()),
                        rule.metric(),
                        known(Direction.values(), rule.better()),
                        rule.limit(),
                        rule.noise(),
                        techniques(rule.techniques()),
                        known(Basis.values(), rule.basis())),
                entry.cell(),
                known(Verdict.values(), entry.verdict()),
                entry.counts(),
                entry.base(),
                entry.head(),
                entry.ratio(),
                entry.ciLow().flatMap(low -> entry.ciHigh().map(high -> new Interval(low, high))),
                entry.pairs(),
                entry.text());
    }

    private static Set<Technique> techniques(List<String> ids) {
        Set<Technique> techniques = EnumSet.noneOf(Technique.class);
        for (String id : ids) {
            techniques.add(
                    Technique.withId(id).orElseThrow(() -> new IllegalArgumentException("not a technique: " + id)));
        }
        return techniques;
    }

    private static <E extends Enum<E>> E known(E[] all, String word) {
        return Arrays.stream(all)
                .filter(each ->
                        word(each).equals(word) || word(each).replace('_', '-').equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("not one of " + Arrays.toString(all) + ": " + word));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
