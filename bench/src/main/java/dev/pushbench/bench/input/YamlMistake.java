package dev.pushbench.bench.input;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** A file that is no YAML at all. */
public final class YamlMistake {
    private YamlMistake() {}

    /** Where the trouble is: a text without its end starts elsewhere. */
    public static UsageError of(String file, JsonProcessingException notYaml) {
        if (notYaml.getCause() instanceof MarkedYAMLException marked) {
            int line = marked.getProblemMark().getLine() + 1;
            return new UsageError(file + ":" + line, "not YAML: " + marked.getProblem());
        }
        String reason = notYaml.getOriginalMessage().replaceFirst(", got this instead: .*", "");
        return new UsageError(file + ":" + notYaml.getLocation().getLineNr(), "not YAML: " + reason);
    }
}
