package dev.pushbench.bench;

import dev.pushbench.bench.scenario.SuiteKey;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of {@code run} that say what happens besides one publisher filling one room. */
final class SceneOptions {
    @Option(
            names = "--scenario",
            paramLabel = "<list>",
            description = "What the users are there for; see the list command and docs/scenarios.md.")
    private Optional<String> scenario = Optional.empty();

    @Option(
            names = "--users-per-room",
            paramLabel = "<list>",
            description = "How many users read the same room; auto as the scenario says.")
    private Optional<String> usersPerRoom = Optional.empty();

    @Option(
            names = "--arrivals",
            paramLabel = "<list>",
            description = "When events are due: constant, poisson or burst; auto as the scenario says.")
    private Optional<String> arrivals = Optional.empty();

    @Option(
            names = "--burst",
            paramLabel = "<list>",
            description = "Events that are due at once where arrivals are bursts; auto as the scenario says.")
    private Optional<String> burst = Optional.empty();

    @Option(
            names = "--frames",
            paramLabel = "<list>",
            description = "Type of the frames of a WebSocket: text or binary.")
    private Optional<String> frames = Optional.empty();

    @Option(
            names = "--subprotocol",
            paramLabel = "<list>",
            description = "Whether a WebSocket offers a sub-protocol in its handshake: offered or none. For binary"
                    + " frames it always does.")
    private Optional<String> subprotocol = Optional.empty();

    @Mixin
    private final ConductOptions conduct = new ConductOptions();

    /** What was given, not yet checked; empty for an option that was not, so that a suite decides. */
    Map<SuiteKey, Optional<String>> texts() {
        Map<SuiteKey, Optional<String>> texts = new EnumMap<>(conduct.texts());
        texts.putAll(Map.of(
                SuiteKey.SCENARIO, scenario,
                SuiteKey.USERS_PER_ROOM, usersPerRoom,
                SuiteKey.ARRIVALS, arrivals,
                SuiteKey.BURST, burst,
                SuiteKey.FRAMES, frames,
                SuiteKey.SUBPROTOCOL, subprotocol));
        return texts;
    }
}
