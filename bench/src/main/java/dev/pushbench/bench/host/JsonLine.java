package dev.pushbench.bench.host;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.pushbench.client.http.RequestHead;
import dev.pushbench.client.measure.PackedHistogram;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/** Our records as one line of JSON, from one of our processes to another of the same build. */
public final class JsonLine {
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .addModule(new SimpleModule()
                    .addSerializer(new HistogramWriter())
                    .addDeserializer(Histogram.class, new HistogramReader())
                    .addSerializer(new PackedWriter())
                    .addDeserializer(PackedHistogram.class, new PackedReader())
                    .addSerializer(new AddressWriter())
                    .addDeserializer(InetSocketAddress.class, new AddressReader()))
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.NON_ABSENT))
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonLine() {}

    /** Without a line's end. */
    public static String of(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException unmapped) {
            throw new IllegalArgumentException("cannot be written as JSON: " + value, unmapped);
        }
    }

    /** @throws IllegalArgumentException where the line is no such value */
    public static <T> T read(String line, Class<T> type) {
        try {
            return Optional.ofNullable(JSON.readValue(line, type)) // null is JSON too
                    .orElseThrow(() -> new IllegalArgumentException("not a " + type.getSimpleName() + ": " + line));
        } catch (JsonProcessingException unreadable) {
            throw new IllegalArgumentException("not a " + type.getSimpleName() + ": " + line, unreadable);
        }
    }

    /** As base64 of HdrHistogram's own compressed encoding, which loses nothing. */
    private static final class HistogramWriter extends StdSerializer<Histogram> {
        HistogramWriter() {
            super(Histogram.class);
        }

        @Override
        public void serialize(Histogram histogram, JsonGenerator json, SerializerProvider provider) throws IOException {
            ByteBuffer bytes = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
            int length = histogram.encodeIntoCompressedByteBuffer(bytes);
            json.writeBinary(bytes.array(), 0, length);
        }
    }

    private static final class HistogramReader extends StdDeserializer<Histogram> {
        HistogramReader() {
            super(Histogram.class);
        }

        @Override
        public Histogram deserialize(JsonParser json, DeserializationContext context) throws IOException {
            try {
                return Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(json.getBinaryValue()), 0);
            } catch (DataFormatException notOne) {
                throw new IOException("not a histogram", notOne);
            }
        }
    }

    /** As address:port. Jackson's own writes the name, if there is one, which another process may look up otherwise. */
    private static final class AddressWriter extends StdSerializer<InetSocketAddress> {
        AddressWriter() {
            super(InetSocketAddress.class);
        }

        @Override
        public void serialize(InetSocketAddress address, JsonGenerator json, SerializerProvider provider)
                throws IOException {
            json.writeString(RequestHead.host(address));
        }
    }

    /** Resolved, which by Jackson's own reader it is not. */
    private static final class AddressReader extends StdDeserializer<InetSocketAddress> {
        AddressReader() {
            super(InetSocketAddress.class);
        }

        @Override
        public InetSocketAddress deserialize(JsonParser json, DeserializationContext context) throws IOException {
            String text = json.getText();
            int colon = text.lastIndexOf(':');
            return new InetSocketAddress(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
        }
    }

    /** As any other histogram. */
    private static final class PackedWriter extends StdSerializer<PackedHistogram> {
        PackedWriter() {
            super(PackedHistogram.class);
        }

        @Override
        public void serialize(PackedHistogram histogram, JsonGenerator json, SerializerProvider provider)
                throws IOException {
            provider.defaultSerializeValue(histogram.unpacked(), json);
        }
    }

    private static final class PackedReader extends StdDeserializer<PackedHistogram> {
        PackedReader() {
            super(PackedHistogram.class);
        }

        @Override
        public PackedHistogram deserialize(JsonParser json, DeserializationContext context) throws IOException {
            return PackedHistogram.of(context.readValue(json, Histogram.class));
        }
    }
}
