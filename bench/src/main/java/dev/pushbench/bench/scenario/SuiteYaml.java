package dev.pushbench.bench.scenario;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import dev.pushbench.bench.input.HeaderFile;
import dev.pushbench.bench.input.Place;
import dev.pushbench.bench.input.UsageError;
import dev.pushbench.bench.input.YamlMistake;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A suite's file, as tokens: keys with one value or a list of values, and nothing deeper.
 *
 * <p>Tokens, because each keeps its line, and because nothing that a file says can then grow: no reference is followed,
 * no tree is built. What a value means is not looked at here; a number is its text.
 */
final class SuiteYaml {
    private static final YAMLFactory YAML = YAMLFactory.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build();

    private final String file;
    private final Path folder;
    private final YAMLParser parser;
    private final Map<SuiteKey, Setting> byKey = new EnumMap<>(SuiteKey.class);
    private final Map<SuiteKey, Integer> lines = new EnumMap<>(SuiteKey.class);

    private SuiteYaml(String file, Path folder, YAMLParser parser) {
        this.file = file;
        this.folder = folder;
        this.parser = parser;
    }

    /**
     * @param file for messages
     * @param folder that it stands in
     * @throws UsageError that names the line, where this is not a suite's file
     */
    static Settings read(String file, Path folder, String text) {
        try (YAMLParser parser = YAML.createParser(text)) {
            return new SuiteYaml(file, folder, parser).settings();
        } catch (JsonProcessingException notYaml) {
            throw YamlMistake.of(file, notYaml);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /**
     * A file that gives the same settings again.
     *
     * @param usual what a file that does not have a key gives for it
     */
    static String text(Settings settings, Settings usual) {
        StringWriter text = new StringWriter();
        try (YAMLGenerator yaml = YAML.createGenerator(text)) {
            yaml.enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN);
            yaml.writeStartObject();
            for (SuiteKey key : settings.told(usual)) {
                yaml.writeFieldName(key.id());
                write(yaml, key, settings.of(key));
            }
            yaml.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    private Settings settings() throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new UsageError(file + ":" + line(), "not a suite, allowed: lines of the form key: value");
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            readKey();
        }
        if (byKey.isEmpty()) {
            throw new UsageError(file + ":" + line(), "no key in it, allowed: lines of the form key: value");
        }
        if (parser.nextToken() != null) {
            throw new UsageError(file + ":" + line(), "a second document, allowed: one");
        }
        return new Settings(byKey);
    }

    private void readKey() throws IOException {
        String id = parser.currentName();
        Place place = place(id);
        SuiteKey key = SuiteKey.withId(place.words(), id);
        Integer before = lines.put(key, line());
        if (before != null) {
            throw new UsageError(place.words(), "given twice, allowed: once; it is on line " + before + " already");
        }
        byKey.put(key, setting(key, place));
    }

    private Setting setting(SuiteKey key, Place place) throws IOException {
        if (parser.nextToken() != JsonToken.START_ARRAY) {
            return new Setting(place, List.of(element(key)));
        }
        if (!key.isDimension()) {
            throw new UsageError(place.words(), "a list, allowed: one value");
        }
        List<Setting.Element> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(element(key));
        }
        if (elements.isEmpty()) {
            throw new UsageError(place.words(), "an empty list, allowed: at least one value");
        }
        return new Setting(place, elements);
    }

    private Setting.Element element(SuiteKey key) throws IOException {
        Place place = place(key.id());
        if (parser.isCurrentAlias()) {
            throw new UsageError(place.words(), "an alias", "*" + parser.getText(), "values only");
        }
        JsonToken token = parser.currentToken();
        String allowed = ", allowed: " + (key.isDimension() ? "a value or a list of values" : "one value");
        if (token == JsonToken.START_OBJECT) {
            throw new UsageError(place.words(), "a mapping" + allowed);
        }
        if (token == JsonToken.START_ARRAY) {
            throw new UsageError(place.words(), "a list within a list" + allowed);
        }
        @Nullable String text = token == JsonToken.VALUE_NULL ? null : parser.getText();
        if (text == null || (text.isEmpty() && key != SuiteKey.DESCRIPTION)) {
            throw new UsageError(place.words(), "no value" + allowed);
        }
        return new Setting.Element(place, text);
    }

    private Place place(String id) {
        return new Place(file + ":" + line() + ": key '" + UsageError.shown(id) + "'", folder);
    }

    /** From 1, where the current token starts. */
    private int line() {
        return Math.max(1, parser.currentTokenLocation().getLineNr());
    }

    private static void write(YAMLGenerator yaml, SuiteKey key, Setting setting) throws IOException {
        if (!key.isDimension()) {
            write(yaml, key, setting.only());
            return;
        }
        yaml.writeStartArray();
        for (Setting.Element element : setting.elements()) {
            write(yaml, key, element);
        }
        yaml.writeEndArray();
    }

    private static void write(YAMLGenerator yaml, SuiteKey key, Setting.Element element) throws IOException {
        String text = element.text();
        switch (key.type()) {
            case TRUTH -> yaml.writeBoolean(Boolean.parseBoolean(text));
            case NUMBER -> {
                if (text.equals(SuiteCheck.AUTO)) {
                    yaml.writeString(text);
                } else {
                    yaml.writeNumber(new BigDecimal(text));
                }
            }
            case WHOLE -> {
                if (text.equals(SuiteCheck.NONE) || text.equals(SuiteCheck.AUTO)) {
                    yaml.writeString(text);
                } else {
                    yaml.writeNumber(Long.parseLong(text));
                }
            }
            case TEXT -> yaml.writeString(key == SuiteKey.HEADERS ? HeaderFile.absolute(element.place(), text) : text);
        }
    }
}
