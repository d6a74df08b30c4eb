package dev.pushbench.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import dev.pushbench.bench.gate.Tier;
import dev.pushbench.bench.input.UsageError;
import dev.pushbench.bench.input.YamlMistake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A policy's file, as tokens: under each tier a list of rules, each of them keys with a value or a list of values. Tokens, because each keeps
 * its line, and because nothing that a file says can then grow. What a value means is not looked at here.
 */
final class PolicyYaml {
    private static final YAMLFactory YAML = new YAMLFactory();
    private static final String FORM = "allowed: exact, timed or advisory, each with a list of rules";

    private final String file;
    private final YAMLParser parser;
    private final List<WrittenRule> rules = new ArrayList<>();
    private final Set<Tier> tiers = EnumSet.noneOf(Tier.class);

    /**
     * A rule as it was written.
     *
     * @param where file and line
     */
    record WrittenRule(Tier tier, String where, Map<RuleKey, WrittenValue> values) {}

    /**
     * What was written for a key.
     *
     * @param where file, line and key
     * @param texts one, or of a list at least one
     */
    record WrittenValue(String where, List<String> texts) {}

    private PolicyYaml(String file, YAMLParser parser) {
        this.file = file;
        this.parser = parser;
    }

    /**
     * @param file for messages
     * @throws UsageError that names the line, where this is not a policy's file
     */
    static List<WrittenRule> read(String file, String text) {
        try (YAMLParser parser = YAML.createParser(text)) {
            return new PolicyYaml(file, parser).rules();
        } catch (JsonProcessingException notYaml) {
            throw YamlMistake.of(file, notYaml);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private List<WrittenRule> rules() throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new UsageError(where(), "not a policy, " + FORM);
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            readTier(parser.currentName());
        }
        if (rules.isEmpty()) {
            throw new UsageError(where(), "no rule in it, " + FORM);
        }
        if (parser.nextToken() != null) {
            throw new UsageError(where(), "a second document, allowed: one");
        }
        return rules;
    }

    private void readTier(String id) throws IOException {
        String where = where(id);
        Tier tier = Arrays.stream(Tier.values())
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> RuleKey.unknown(
                        where(), id, Stream.of(Tier.values()).map(Tier::id).toList()));
        if (!tiers.add(tier)) {
            throw new UsageError(where, "given twice, allowed: once");
        }
        if (parser.nextToken() != JsonToken.START_ARRAY) {
            throw new UsageError(where, "no list, allowed: a list of rules, - {metric: …}");
        }
        int before = rules.size();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            rules.add(rule(tier));
        }
        if (rules.size() == before) {
            throw new UsageError(where, "an empty list, allowed: at least one rule");
        }
    }

    private WrittenRule rule(Tier tier) throws IOException {
        String where = where();
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw new UsageError(where, "no rule, allowed: - {metric: …}");
        }
        Map<RuleKey, WrittenValue> values = new EnumMap<>(RuleKey.class);
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String id = parser.currentName();
            RuleKey key = RuleKey.withId(where(), id);
            WrittenValue value = new WrittenValue(where(id), texts(where(id)));
            if (values.put(key, value) != null) {
                throw new UsageError(value.where(), "given twice, allowed: once");
            }
        }
        return new WrittenRule(tier, where, values);
    }

    private List<String> texts(String where) throws IOException {
        if (parser.nextToken() != JsonToken.START_ARRAY) {
            return List.of(text(where));
        }
        List<String> texts = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            texts.add(text(where));
        }
        if (texts.isEmpty()) {
            throw new UsageError(where, "an empty list, allowed: at least one value");
        }
        return texts;
    }

    private String text(String where) throws IOException {
        if (parser.isCurrentAlias()) {
            throw new UsageError(where, "an alias", "*" + parser.getText(), "values only");
        }
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
            throw new UsageError(where, "nested too deep, allowed: a value or a list of values");
        }
        @Nullable String text = token == JsonToken.VALUE_NULL ? null : parser.getText();
        if (text == null || text.isEmpty()) {
            throw new UsageError(where, "no value, allowed: a value or a list of values");
        }
        return text;
    }

    /** From 1, where the current token starts. */
    private String where() {
        return file + ":" + Math.max(1, parser.currentTokenLocation().getLineNr());
    }

    private String where(String key) {
        return where() + ": key '" + UsageError.shown(key) + "'";
    }
}
