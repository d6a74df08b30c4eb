package dev.pushbench.server;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads a flat JSON object by another parser than string comparison. */
final class Json {
    private static final JsonFactory JSON = new JsonFactory();

    private Json() {}

    /** The object's fields and their values as text, in their order. */
    static Map<String, String> fields(String object) {
        Map<String, String> fields = new LinkedHashMap<>();
        try (JsonParser json = JSON.createParser(object)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new AssertionError("not an object: " + object);
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                if (!json.nextToken().isScalarValue() || fields.put(name, json.getText()) != null) {
                    throw new AssertionError("not a flat object: " + object);
                }
            }
            if (json.nextToken() != null) {
                throw new AssertionError("something follows the object: " + object);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("not JSON: " + object, e);
        }
        return fields;
    }
}
