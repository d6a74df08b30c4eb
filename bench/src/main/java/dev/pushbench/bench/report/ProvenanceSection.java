package dev.pushbench.bench.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.pushbench.bench.result.Json;
import dev.pushbench.bench.result.Run;
import java.util.ArrayList;
import java.util.List;

/** Where the figures come from: the whole manifest, a line for each of its fields. */
final class ProvenanceSection {
    private static final JsonMapper MAPPER = new JsonMapper();

    private ProvenanceSection() {}

    static Section of(Run run) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("run", run.name()));
        addLines("", manifest(run), rows);
        Table table = new Table("manifest.json", List.of("field", "value"), rows);
        return new Section(
                "provenance",
                "Where the figures come from",
                List.of(
                        "What is needed to judge the run and to repeat it. Absolute times are this machine's: compare techniques within one run."),
                List.of(),
                List.of(Figure.of(table).folded("The whole manifest")));
    }

    /** As it is written to the run's directory, so that no field is forgotten here. */
    private static JsonNode manifest(Run run) {
        try {
            return MAPPER.readTree(Json.of(run.manifest()));
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException("our own JSON cannot be read", ours);
        }
    }

    private static void addLines(String name, JsonNode node, List<List<String>> rows) {
        if (node.isObject()) {
            node.properties()
                    .forEach(field -> addLines(
                            name.isEmpty() ? field.getKey() : name + "." + field.getKey(), field.getValue(), rows));
        } else if (node.isArray()) {
            List<String> words = new ArrayList<>();
            node.forEach(word -> words.add(word.isValueNode() ? word.asText() : word.toString()));
            rows.add(List.of(name, String.join(" ", words)));
        } else {
            rows.add(List.of(name, node.asText()));
        }
    }
}
