package dev.pushbench.bench.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.util.stream.Collectors;

/** How all our JSON looks: snake_case, indented, numbers in full, the absent left out. */
public final class Json {
    private static final JsonInclude.Value ABSENT_LEFT_OUT =
            JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.NON_ABSENT);
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .defaultPropertyInclusion(ABSENT_LEFT_OUT)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final ObjectWriter WRITER = MAPPER.writer();

    private Json() {}

    /** The value as JSON, without a line's end. */
    public static String of(Object value) {
        try {
            return WRITER.writeValueAsString(value);
        } catch (JsonProcessingException unmapped) {
            throw new IllegalArgumentException("cannot be written as JSON: " + value, unmapped);
        }
    }

    /** What was written so, whatever it is of. */
    static JsonNode tree(String json) throws JsonProcessingException {
        return MAPPER.readTree(json);
    }

    /** What was written so. Keys that are not known are passed over: a later build may have added them. */
    static <T> T read(String json, Class<T> type) throws JsonProcessingException {
        return MAPPER.readValue(json, type);
    }

    /**
     * The same, where nobody knows which file it is from.
     *
     * @throws IllegalArgumentException that says what is wrong with it
     */
    public static <T> T parsed(String json, Class<T> type) {
        try {
            return read(json, type);
        } catch (JsonMappingException other) {
            throw new IllegalArgumentException(path(other) + " is missing or of another kind", other);
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException("not JSON, or not all of it", malformed);
        }
    }

    /** Where in the JSON it is. */
    static String path(JsonMappingException other) {
        return other.getPath().stream()
                .map(JsonMappingException.Reference::getFieldName)
                .map(String::valueOf)
                .collect(Collectors.joining(".", "'", "'"));
    }
}
