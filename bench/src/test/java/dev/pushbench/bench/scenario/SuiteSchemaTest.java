package dev.pushbench.bench.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.pushbench.protocol.Technique;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is published for editors says what the reader does. */
final class SuiteSchemaTest {
    private static final Path DOCS = Files.isDirectory(Path.of("../docs")) ? Path.of("../docs") : Path.of("docs");

    private final JsonNode schema = json();
    private final Schema validator = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(schema);

    @Test
    void isItselfValid() throws Exception {
        JsonNode metaSchema =
                new ObjectMapper().readTree("{\"$ref\": \"https://json-schema.org/draft/2020-12/schema\"}");

        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(metaSchema)
                        .validate(schema))
                .isEmpty();
    }

    @Test
    void hasTheKeysOfTheReaderInTheirOrderAndSaysWhatEachMeans() {
        List<String> keys = new ArrayList<>();
        schema.path("properties").fieldNames().forEachRemaining(keys::add);

        assertThat(keys)
                .containsExactlyElementsOf(
                        Stream.of(SuiteKey.values()).map(SuiteKey::id).toList());
        assertThat(schema.path("properties"))
                .allSatisfy(key -> assertThat(key.path("description").asText()).endsWith("."));
    }

    @Test
    void knowsEveryTechnique() throws Exception {
        assertThat(schema.at("/$defs/technique/enum"))
                .extracting(JsonNode::asText)
                .containsExactlyElementsOf(
                        Stream.of(Technique.values()).map(Technique::id).toList());
    }

    @ParameterizedTest
    @EnumSource
    void takesTheExampleOfEveryScenarioWhichIsOfThatScenario(Scenario scenario) throws Exception {
        Path example = DOCS.resolve("scenarios").resolve(scenario.id() + ".yaml");

        assertThat(validator.validate(new YAMLMapper().readTree(example.toFile())))
                .isEmpty();
        Suite suite =
                Suites.resolved(example.toString(), new Settings(Map.of())).suite();
        assertThat(suite.name()).isEqualTo(scenario.id());
        assertThat(suite.trials())
                .extracting(trial -> trial.cell().scene().name())
                .containsOnly(scenario.id());
        assertThat(suite.trials())
                .extracting(trial -> trial.cell().technique())
                .hasSameElementsAs(scenario.techniques());
    }

    @Test
    void knowsEveryScenario() {
        assertThat(schema.at("/$defs/scenario/enum"))
                .extracting(JsonNode::asText)
                .containsExactlyElementsOf(
                        Stream.of(Scenario.values()).map(Scenario::id).toList());
    }

    @ParameterizedTest
    @FieldSource("dev.pushbench.bench.scenario.Suites#BUILT_IN")
    void takesTheBuiltInSuites(String name) throws Exception {
        try (InputStream file = Suites.class.getResourceAsStream(name + ".yaml")) {
            assertThat(validator.validate(new YAMLMapper().readTree(file))).isEmpty();
        }
    }

    @ParameterizedTest
    @FieldSource("dev.pushbench.bench.scenario.Suites#BUILT_IN")
    void takesAResolvedSuite(String name) throws Exception {
        String yaml = Suites.resolved(name, new Settings(Map.of())).yaml();

        assertThat(validator.validate(new YAMLMapper().readTree(yaml))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "users: 1",
                "seed: none",
                "seed: 0",
                "forks: 1000",
                "techniques: sse",
                "rate: 100000",
                "event_bytes: [68, 65536]",
                "poll_interval: 1.5s",
                "keep_alive: false",
                "headers: [minimal, my headers.txt]",
                "search: users",
                "search_factor: 1.5",
                "search_most: 2560",
                "search_resolution: 2.5%",
                "slo: p99<=250ms, missing=0",
                "link: [none, 4g, 'rtt=80ms,jitter=5ms']",
                "link: rtt=80ms,bandwidth=10mbit"
            })
    void takesWhatTheReaderTakes(String yaml) throws Exception {
        SuiteYaml.read("my.yaml", Path.of(""), yaml);

        assertThat(validator.validate(new YAMLMapper().readTree(yaml))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "userz: 1",
                "{}",
                "users: 0",
                "users: many",
                "users: []",
                "users: [1, 1]",
                "users: [[1]]",
                "warmup: [1s]",
                "warmup: 2",
                "idle: -1s",
                "seed: -1",
                "seed: any",
                "forks: 0",
                "forks: 1001",
                "rate: 0",
                "rate: 100001",
                "event_bytes: 67",
                "event_bytes: 65537",
                "techniques: pollin",
                "keep_alive: maybe",
                "suite: my suite",
                "search: cpu",
                "search_factor: 1",
                "search_most: 0",
                "search_resolution: 10",
                "slo: fast",
                "link: 5g",
                "link: jitter=5ms"
            })
    void refusesWhatTheReaderRefuses(String yaml) throws Exception {
        assertThat(validator.validate(new YAMLMapper().readTree(yaml))).isNotEmpty();
    }

    @Test
    void everyExampleOfTheDocumentationIsTaken() throws Exception {
        List<String> examples = Stream.of(
                        Files.readString(DOCS.resolve("suites.md")).split("```yaml\n"))
                .skip(1)
                .map(rest -> rest.substring(0, rest.indexOf("```")))
                .toList();

        assertThat(examples).isNotEmpty().allSatisfy(example -> {
            assertThat(validator.validate(new YAMLMapper().readTree(example))).isEmpty();
            assertThat(SuiteYaml.read("my.yaml", Path.of(""), example).byKey()).isNotEmpty();
        });
    }

    private static JsonNode json() {
        try {
            return new ObjectMapper().readTree(DOCS.resolve("suite.schema.json").toFile());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
