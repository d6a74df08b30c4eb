package dev.pushbench.maven;

import java.net.URI;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;

/**
 * Where a user's own server listens.
 *
 * @param address with scheme, host and port
 */
record Target(URI address) {
    private static final String HEALTH = "/healthz";

    /** Only as far as it has to be understood to wait for it; the run checks it in full. */
    static Target of(String setting, Optional<String> url) throws MojoExecutionException {
        String given = url.orElseThrow(() -> new MojoExecutionException(
                setting + ": has to say where serverMainClass listens, like http://127.0.0.1:8080"));
        try {
            URI address = URI.create(given);
            if ("http".equals(address.getScheme()) && address.getHost() != null) {
                return new Target(address);
            }
        } catch (IllegalArgumentException notOne) {
            // Told below, as any other that cannot be one.
        }
        throw Mistake.of(setting, "not the address of a server", given, "http://host:port, without a path");
    }

    /** What answers 200 once the server is up. */
    URI health() {
        return address.resolve(HEALTH);
    }

    @Override
    public String toString() {
        return address.toString();
    }
}
