package dev.pushbench.bench.result;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.pushbench.bench.input.UsageError;
import java.nio.file.Path;

/** {@code manifest.json}, read back. */
final class ManifestFile {
    private ManifestFile() {}

    /** @throws UsageError where it is no manifest of a run, or one of a later kind than this build knows */
    static Manifest read(Path file) {
        String text = CsvFile.text(file);
        try {
            JsonNode version = Json.tree(text).path("schema_version");
            if (!version.isInt()) {
                throw new UsageError(file.toString(), "no manifest of a run: schema_version is no number");
            }
            if (version.intValue() > Manifest.SCHEMA_VERSION) {
                throw new UsageError(
                        file.toString(),
                        "its schema_version is of a later Pushbench",
                        version,
                        "at most " + Manifest.SCHEMA_VERSION);
            }
            return Json.read(text, Manifest.class);
        } catch (JsonMappingException other) {
            throw new UsageError(
                    file.toString(), "no manifest of a run: " + Json.path(other) + " is missing or of another kind");
        } catch (JsonProcessingException malformed) {
            throw new UsageError(file + ":" + malformed.getLocation().getLineNr(), "not JSON, or not all of it");
        }
    }
}
