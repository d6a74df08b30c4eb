package dev.pushbench.client.tls;

import java.nio.channels.ClosedChannelException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** What a failure of TLS means for a person. Java tells it in words that few know. */
final class TlsFailure {
    static final String NOT_TRUSTED = "the server's certificate is not trusted";

    private TlsFailure() {}

    static String explained(Throwable failure, String host) {
        String words = words(failure);
        if (isCausedBy(failure, CertificateExpiredException.class)) {
            return "the server's certificate has expired";
        }
        if (isCausedBy(failure, CertificateNotYetValidException.class)) {
            return "the server's certificate is not valid yet";
        }
        if (words.contains("No subject alternative")
                || words.contains("No name matching")
                || words.contains("doesn't match")) {
            return "the server's certificate is not for " + host;
        }
        if (words.contains("PKIX path") || words.contains("trustAnchors")) {
            return NOT_TRUSTED;
        }
        if (words.contains("Unsupported or unrecognized SSL message") || words.contains("plaintext connection")) {
            return "the server does not speak TLS";
        }
        if (words.contains("protocol_version") || words.contains("not enabled or supported")) {
            return "the server does not offer this version of TLS";
        }
        if (failure instanceof ClosedChannelException) {
            return "the server closed the connection in the TLS handshake";
        }
        return failure instanceof SSLException
                ? "TLS failed: " + failure.getMessage()
                : String.valueOf(failure.getMessage());
    }

    private static boolean isCausedBy(Throwable failure, Class<? extends Throwable> kind) {
        return causes(failure).anyMatch(kind::isInstance);
    }

    private static String words(Throwable failure) {
        return causes(failure)
                .map(Throwable::getMessage)
                .flatMap(message -> Optional.ofNullable(message).stream())
                .reduce("", (all, message) -> all + " " + message);
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
    }
}
