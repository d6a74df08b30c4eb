package dev.pushbench.server;

import dev.pushbench.server.access.Access;
import dev.pushbench.server.access.Origins;
import dev.pushbench.server.access.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say who may do what. */
final class AccessOptions {
    private static final String PUBLISH_VARIABLE = "PUSHBENCH_PUBLISH_TOKEN";
    private static final String STATS_VARIABLE = "PUSHBENCH_STATS_TOKEN";

    @Option(
            names = "--publish-token",
            paramLabel = "TOKEN",
            description = "What publishers show as 'Authorization: Bearer TOKEN'; also taken from the environment's "
                    + PUBLISH_VARIABLE + ", where others cannot see it (default: none, anyone may publish).")
    private @Nullable String publishToken;

    @Option(
            names = "--stats-token",
            paramLabel = "TOKEN",
            description = "The same for /stats and /metrics; " + STATS_VARIABLE + " (default: none).")
    private @Nullable String statsToken;

    @Option(
            names = "--allow-origin",
            paramLabel = "ORIGIN",
            description = "Pages that browsers may ask for, such as https://example.org, or *; may be given again"
                    + " (default: only pages of this machine).")
    private List<String> origins = new ArrayList<>();

    @Option(
            names = "--open-to-all",
            description = "Bind an address that others can reach though there are not both tokens.")
    private boolean openToAll;

    /** @throws IllegalArgumentException where a token or an origin is none */
    Access access() {
        return new Access(
                token(publishToken, PUBLISH_VARIABLE),
                token(statsToken, STATS_VARIABLE),
                Origins.of(origins),
                openToAll);
    }

    private static Optional<Token> token(@Nullable String option, String variable) {
        return Optional.ofNullable(option)
                .or(() -> Optional.ofNullable(System.getenv(variable)))
                .map(Token::new);
    }
}
