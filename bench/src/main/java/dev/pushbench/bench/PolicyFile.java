package dev.pushbench.bench;

import dev.pushbench.bench.gate.Basis;
import dev.pushbench.bench.gate.Direction;
import dev.pushbench.bench.gate.Policy;
import dev.pushbench.bench.gate.Rule;
import dev.pushbench.bench.gate.Tier;
import dev.pushbench.bench.input.TextFile;
import dev.pushbench.bench.input.UsageError;
import dev.pushbench.bench.result.FigureColumns;
import dev.pushbench.protocol.Technique;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a policy's file means: the user's, or the one in the jar. Each mistake is a line that names file and line. */
final class PolicyFile {
    private static final String DEFAULT = "gate.yml";
    private static final Pattern PERCENTAGE = Pattern.compile("\\d{1,6}(\\.\\d{1,6})?%");
    private static final String PERCENTAGE_FORM = "a number and %, like 10%";
    private static final String METRICS = Rule.COMPLETENESS
            + ", or a column of trials.csv that holds a figure, like latency_p50_us (docs/method.md has them)";

    private PolicyFile() {}

    /** @throws UsageError where there is no such file, or it is no policy */
    static Policy read(String file) {
        return parse(
                file,
                TextFile.read(file, () -> new UsageError("--policy", "no such file", file, "a readable YAML file")));
    }

    /** What is asked where nobody asks anything else. */
    static Policy ofThisProgram() {
        try (InputStream resource = PolicyFile.class.getResourceAsStream(DEFAULT)) {
            if (resource == null) {
                throw new IllegalStateException("not in the jar: " + DEFAULT);
            }
            return parse(DEFAULT, new String(resource.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** @param file for messages */
    static Policy parse(String file, String text) {
        List<Rule> rules = new ArrayList<>();
        Map<Rule, String> places = new LinkedHashMap<>();
        for (PolicyYaml.WrittenRule written : PolicyYaml.read(file, text)) {
            Rule rule = rule(written);
            places.forEach((earlier, place) -> {
                if (earlier.overlaps(rule)) {
                    throw new UsageError(
                            written.where(),
                            "another rule about " + rule.metric()
                                    + ", allowed: one for each technique; there is one at " + place);
                }
            });
            places.put(rule, written.where());
            rules.add(rule);
        }
        return new Policy(rules);
    }

    private static Rule rule(PolicyYaml.WrittenRule written) {
        Words words = new Words(written);
        Tier tier = written.tier();
        String metric = metric(words);
        boolean isOfCompleteness = metric.equals(Rule.COMPLETENESS);
        if (isOfCompleteness && tier != Tier.EXACT) {
            throw new UsageError(words.where(RuleKey.METRIC), "not of this tier", metric, "under exact");
        }
        if (isOfCompleteness) {
            words.refuse(RuleKey.BETTER, "a rule about completeness");
            words.refuse(RuleKey.LIMIT, "a rule about completeness");
            words.refuse(RuleKey.BASIS, "a rule about completeness");
        }
        if (tier != Tier.EXACT) {
            words.refuse(RuleKey.BASIS, "a rule that is not exact");
        }
        if (tier != Tier.TIMED) {
            words.refuse(RuleKey.NOISE, "a rule that is not timed");
        }
        return new Rule(
                tier,
                metric,
                isOfCompleteness ? Direction.HIGHER : words.oneOf(RuleKey.BETTER, Direction.values(), Direction::id),
                isOfCompleteness ? 0 : percentage(words, RuleKey.LIMIT, words.only(RuleKey.LIMIT)),
                words.optional(RuleKey.NOISE).map(text -> noise(words, text)),
                techniques(words),
                words.optional(RuleKey.BASIS).isEmpty()
                        ? Basis.ANYWHERE
                        : words.oneOf(RuleKey.BASIS, Basis.values(), Basis::id));
    }

    private static String metric(Words words) {
        String metric = words.only(RuleKey.METRIC);
        List<String> known = Stream.concat(Stream.of(Rule.COMPLETENESS), FigureColumns.names().stream())
                .toList();
        if (!known.contains(metric)) {
            throw RuleKey.unknown(words.where(RuleKey.METRIC), metric, known, METRICS);
        }
        return metric;
    }

    private static double noise(Words words, String text) {
        double noise = percentage(words, RuleKey.NOISE, text);
        if (noise == 0) {
            throw new UsageError(words.where(RuleKey.NOISE), "too small", text, "above 0%");
        }
        return noise;
    }

    private static double percentage(Words words, RuleKey key, String text) {
        if (!PERCENTAGE.matcher(text).matches()) {
            throw new UsageError(words.where(key), "not a percentage", text, PERCENTAGE_FORM);
        }
        return new BigDecimal(text.substring(0, text.length() - 1))
                .movePointLeft(2)
                .doubleValue();
    }

    private static Set<Technique> techniques(Words words) {
        Set<Technique> techniques = EnumSet.noneOf(Technique.class);
        for (String id : words.all(RuleKey.TECHNIQUES)) {
            Technique technique = Technique.withId(id)
                    .orElseThrow(() -> new UsageError(words.where(RuleKey.TECHNIQUES), "unknown", id, Technique.ids()));
            if (!techniques.add(technique)) {
                throw new UsageError(words.where(RuleKey.TECHNIQUES), "given twice", id, "each once");
            }
        }
        return techniques;
    }

    /** The values of a rule, key by key. */
    private record Words(PolicyYaml.WrittenRule rule) {
        String where(RuleKey key) {
            return Optional.ofNullable(rule.values().get(key))
                    .map(PolicyYaml.WrittenValue::where)
                    .orElseGet(rule::where);
        }

        List<String> all(RuleKey key) {
            return Optional.ofNullable(rule.values().get(key))
                    .map(PolicyYaml.WrittenValue::texts)
                    .orElse(List.of());
        }

        Optional<String> optional(RuleKey key) {
            List<String> texts = all(key);
            if (texts.size() > 1) {
                throw new UsageError(where(key), "a list, allowed: one value");
            }
            return texts.stream().findFirst();
        }

        String only(RuleKey key) {
            return optional(key).orElseThrow(() -> new UsageError(where(key), "a rule without key '" + key.id() + "'"));
        }

        void refuse(RuleKey key, String kind) {
            if (rule.values().containsKey(key)) {
                throw new UsageError(where(key), "not for " + kind);
            }
        }

        <E> E oneOf(RuleKey key, E[] all, Function<E, String> id) {
            String word = only(key);
            return Stream.of(all)
                    .filter(each -> id.apply(each).equals(word))
                    .findFirst()
                    .orElseThrow(() -> new UsageError(
                            where(key),
                            "unknown",
                            word,
                            String.join(", ", Stream.of(all).map(id).toList())));
        }
    }
}
