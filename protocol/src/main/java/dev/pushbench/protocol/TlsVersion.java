package dev.pushbench.protocol;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** Versions of TLS that server and client speak. Older ones are not to be used any more (RFC 8996). */
public enum TlsVersion {
    /** RFC 8446. */
    V1_3("1.3"),
    /** RFC 5246. */
    V1_2("1.2");

    private final String id;

    TlsVersion(String id) {
        this.id = id;
    }

    /** As people write it: {@code 1.3}. */
    public String id() {
        return id;
    }

    /** As Java calls it: {@code TLSv1.3}. */
    public String javaName() {
        return "TLSv" + id;
    }

    public static Optional<TlsVersion> withId(String id) {
        return Arrays.stream(values()).filter(version -> version.id.equals(id)).findFirst();
    }

    /** All of them, for messages: {@code 1.3, 1.2}. */
    public static String ids() {
        return Arrays.stream(values()).map(TlsVersion::id).collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return id;
    }
}
