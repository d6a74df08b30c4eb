package dev.pushbench.client.tls;

import java.util.List;
import java.util.Optional;

/**
 * Which servers are believed.
 *
 * @param host that a server's certificate must be for; the address that is connected to where it is empty
 * @param certificates in PEM: the only ones that a server's may lead to; those that Java trusts where there are none
 * @param verified false where any certificate will do: then anybody can be the server
 */
public record TlsTrust(Optional<String> host, List<String> certificates, boolean verified) {
    public TlsTrust {
        certificates = List.copyOf(certificates);
    }

    /** Of servers that have one of these certificates, or one that they have signed, each for its own address. */
    public static TlsTrust in(List<String> certificates) {
        return new TlsTrust(Optional.empty(), certificates, true);
    }

    /** Nobody is asked who he is. */
    public static TlsTrust ofAnyone() {
        return new TlsTrust(Optional.empty(), List.of(), false);
    }
}
