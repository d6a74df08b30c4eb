package dev.pushbench.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushbench.bench.gate.Basis;
import dev.pushbench.bench.gate.Direction;
import dev.pushbench.bench.gate.Policy;
import dev.pushbench.bench.gate.Rule;
import dev.pushbench.bench.gate.Tier;
import dev.pushbench.bench.input.UsageError;
import dev.pushbench.protocol.Technique;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a policy's file means, and that every mistake in it is one line: file, line, key, what was given, what is allowed. */
final class PolicyFileTest {
    private static final String P50 = "metric: latency_p50_us, better: lower";

    @TempDir
    private Path folder;

    @Test
    void eachRuleIsALine() {
        Policy policy = PolicyFile.parse("my.yml", """
                exact:
                  - {metric: completeness, techniques: sse}
                  - {metric: overhead_bytes_per_delivery, better: same, limit: 0%, techniques: [streaming, sse]}
                  - {metric: server_alloc_bytes_per_delivery, better: lower, limit: 2.5%, basis: same-jvm}
                timed:
                  - {metric: latency_p50_us, better: lower, limit: 10%, noise: 20%}
                  - {metric: requests_per_delivery, better: higher, limit: 150%}
                advisory:
                  - metric: latency_p99_us
                    better: lower
                    limit: 10%
                """);

        assertThat(policy.rules())
                .containsExactly(
                        new Rule(
                                Tier.EXACT,
                                "completeness",
                                Direction.HIGHER,
                                0,
                                Optional.empty(),
                                Set.of(Technique.SSE),
                                Basis.ANYWHERE),
                        new Rule(
                                Tier.EXACT,
                                "overhead_bytes_per_delivery",
                                Direction.SAME,
                                0,
                                Optional.empty(),
                                Set.of(Technique.STREAMING, Technique.SSE),
                                Basis.ANYWHERE),
                        new Rule(
                                Tier.EXACT,
                                "server_alloc_bytes_per_delivery",
                                Direction.LOWER,
                                0.025,
                                Optional.empty(),
                                Set.of(),
                                Basis.SAME_JVM),
                        new Rule(
                                Tier.TIMED,
                                "latency_p50_us",
                                Direction.LOWER,
                                0.1,
                                Optional.of(0.2),
                                Set.of(),
                                Basis.ANYWHERE),
                        Rule.of(Tier.TIMED, "requests_per_delivery", Direction.HIGHER, 1.5),
                        Rule.of(Tier.ADVISORY, "latency_p99_us", Direction.LOWER, 0.1));
        assertThat(policy.rules().get(4).noise()).contains(0.5);
    }

    /** In the first column a line ends at ¶, and P50 is what every rule needs but its limit. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``                                | :1: not a policy, allowed: exact, timed or advisory, each with a list of rules",
                "[]                                | :1: not a policy, allowed: exact, timed or advisory, each with a list of rules",
                "{}                                | :1: no rule in it, allowed: exact, timed or advisory, each with a list of rules",
                "exakt:¶  - {P50, limit: 1%}       | :1: unknown, was 'exakt', nearest: exact",
                "rules:¶  - {P50, limit: 1%}       | :1: unknown, was 'rules', allowed: exact, timed, advisory",
                "exact: []                         | :1: key 'exact': an empty list, allowed: at least one rule",
                "exact:                            | :1: key 'exact': no list, allowed: a list of rules, - {metric: …}",
                "exact: {P50}                      | :1: key 'exact': no list, allowed: a list of rules, - {metric: …}",
                "exact:¶  - latency_p50_us         | :2: no rule, allowed: - {metric: …}",
                "exact:¶  - [a]                    | :2: no rule, allowed: - {metric: …}",
                "exact:¶  - {}                     | :2: a rule without key 'metric'",
                "exact:¶  - {metric: latency_p50_us, limit: 1%} | :2: a rule without key 'better'",
                "exact:¶  - {P50}                  | :2: a rule without key 'limit'",
                "exact:¶  - {P50, limt: 1%}        | :2: unknown, was 'limt', nearest: limit",
                "exact:¶  - {P50, colour: red}     | :2: unknown, was 'colour', allowed: metric, better, limit, noise, techniques, basis",
                "exact:¶  - {metric: latency_p5_us, better: lower, limit: 1%} | :2: key 'metric': unknown, was 'latency_p5_us', nearest: latency_p50_us",
                "exact:¶  - {metric: validity, better: lower, limit: 1%}      | :2: key 'metric': unknown, was 'validity', allowed: completeness, or a column of trials.csv that holds a figure, like latency_p50_us (docs/method.md has them)",
                "exact:¶  - {metric: users, better: lower, limit: 1%}         | :2: key 'metric': unknown, was 'users', nearest: users_left",
                "exact:¶  - metric: latency_p50_us¶    better: greener¶    limit: 1% | :3: key 'better': unknown, was 'greener', allowed: lower, higher, same",
                "exact:¶  - {P50, limit: 10}       | :2: key 'limit': not a percentage, was '10', allowed: a number and %, like 10%",
                "exact:¶  - {P50, limit: -1%}      | :2: key 'limit': not a percentage, was '-1%', allowed: a number and %, like 10%",
                "exact:¶  - {P50, limit: 1e3%}     | :2: key 'limit': not a percentage, was '1e3%', allowed: a number and %, like 10%",
                "exact:¶  - {P50, limit: NaN%}     | :2: key 'limit': not a percentage, was 'NaN%', allowed: a number and %, like 10%",
                "exact:¶  - {P50, limit: }         | :2: key 'limit': no value, allowed: a value or a list of values",
                "exact:¶  - {P50, limit: ''}       | :2: key 'limit': no value, allowed: a value or a list of values",
                "exact:¶  - {P50, limit: [1%, 2%]} | :2: key 'limit': a list, allowed: one value",
                "exact:¶  - {P50, limit: {a: 1}}   | :2: key 'limit': nested too deep, allowed: a value or a list of values",
                "exact:¶  - {P50, limit: 1%, limit: 2%}            | :2: key 'limit': given twice, allowed: once",
                "exact:¶  - {P50, limit: 1%, noise: 9%}            | :2: key 'noise': not for a rule that is not timed",
                "timed:¶  - {P50, limit: 1%, noise: 0%}            | :2: key 'noise': too small, was '0%', allowed: above 0%",
                "timed:¶  - {P50, limit: 1%, noise: loud}          | :2: key 'noise': not a percentage, was 'loud', allowed: a number and %, like 10%",
                "timed:¶  - {P50, limit: 1%, basis: same-jvm}      | :2: key 'basis': not for a rule that is not exact",
                "exact:¶  - {P50, limit: 1%, basis: home}          | :2: key 'basis': unknown, was 'home', allowed: anywhere, same-jvm, same-machine",
                "exact:¶  - {P50, limit: 1%, techniques: [pigeon]} | :2: key 'techniques': unknown, was 'pigeon', allowed: polling, long-polling, streaming, sse, websocket",
                "exact:¶  - {P50, limit: 1%, techniques: []}       | :2: key 'techniques': an empty list, allowed: at least one value",
                "exact:¶  - {P50, limit: 1%, techniques: [sse, sse]} | :2: key 'techniques': given twice, was 'sse', allowed: each once",
                "timed:¶  - {metric: completeness}                 | :2: key 'metric': not of this tier, was 'completeness', allowed: under exact",
                "exact:¶  - {metric: completeness, limit: 1%}      | :2: key 'limit': not for a rule about completeness",
                "exact:¶  - {metric: completeness, better: lower}  | :2: key 'better': not for a rule about completeness",
                "exact:¶  - {P50, limit: 1%}¶  - {P50, limit: 2%}  | :3: another rule about latency_p50_us, allowed: one for each technique; there is one at FILE:2",
                "exact:¶  - {P50, limit: 1%}¶timed:¶  - {P50, limit: 2%, techniques: sse} | :4: another rule about latency_p50_us, allowed: one for each technique; there is one at FILE:2",
                "exact:¶  - {P50, limit: 1%}¶exact:¶  - {P50, limit: 2%} | :3: key 'exact': given twice, allowed: once",
                "exact:¶  - &a {P50, limit: 1%}¶  - *a             | :3: no rule, allowed: - {metric: …}",
                "exact:¶  - {P50, limit: 1%}¶---¶a: b              | :4: a second document, allowed: one",
                "exact:¶  - {P50                                   | :2: not YAML: ",
            })
    void mistakesAreOneLine(String text, String message) throws Exception {
        Path file = folder.resolve("gate.yml");
        Files.writeString(file, text.replace("¶", "\n").replace("P50", P50));

        assertThatThrownBy(() -> PolicyFile.read(file.toString()))
                .isInstanceOf(UsageError.class)
                .hasMessageStartingWith(file + message.replace("FILE", file.toString()))
                .hasMessageNotContaining("\n");
    }

    @Test
    void aPolicyThatIsNotThereIsToldAsSuch() {
        assertThatThrownBy(() -> PolicyFile.read(folder + "/none.yml"))
                .isInstanceOf(UsageError.class)
                .hasMessage("--policy: no such file, was '" + folder + "/none.yml', allowed: a readable YAML file");
        assertThatThrownBy(() -> PolicyFile.read("a\0b")).isInstanceOf(UsageError.class);
        assertThatThrownBy(() -> PolicyFile.read(folder.toString())).hasMessageContaining("cannot be read");
    }

    @ParameterizedTest
    @EnumSource(Technique.class)
    void everyTechniqueIsHeldToBytesRequestsConnectionsAndCompleteness(Technique technique) {
        List<Rule> rules = PolicyFile.ofThisProgram().rulesFor(technique);

        assertThat(rules)
                .filteredOn(rule -> rule.tier() == Tier.EXACT)
                .extracting(Rule::metric)
                .contains(
                        "completeness",
                        "payload_bytes_per_delivery",
                        "requests_per_delivery",
                        "connections_opened",
                        "connections_peak",
                        "server_alloc_bytes_per_delivery")
                .contains(technique.isPush() ? "overhead_bytes_per_delivery" : "head_bytes_per_delivery_down");
        assertThat(rules)
                .filteredOn(rule -> rule.tier() == Tier.TIMED)
                .extracting(Rule::metric)
                .containsExactly(
                        "latency_p50_us", "server_java_cpu_us_per_delivery", "generator_java_cpu_us_per_delivery");
    }

    @Test
    void noTimeDecidesAgainstABaseline() {
        assertThat(PolicyFile.ofThisProgram().rules())
                .filteredOn(rule -> rule.metric().matches(".*_us(_per_delivery)?"))
                .extracting(Rule::tier)
                .isSubsetOf(EnumSet.of(Tier.TIMED, Tier.ADVISORY));
    }
}
