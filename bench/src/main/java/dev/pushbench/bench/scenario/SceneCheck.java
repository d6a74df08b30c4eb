package dev.pushbench.bench.scenario;

import dev.pushbench.bench.input.Numbers;
import dev.pushbench.bench.input.UsageError;
import dev.pushbench.client.Scene;
import dev.pushbench.client.pacing.Arrivals;
import dev.pushbench.protocol.Subprotocol;
import dev.pushbench.protocol.Technique;
import dev.pushbench.server.ServerOptions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** What was written of scenarios and their settings, held to what is allowed. Every method throws {@link UsageError}. */
final class SceneCheck {
    private static final int MOST_ROOMS = ServerOptions.DEFAULT.mostRooms();

    private SceneCheck() {}

    static Scenario scenario(String where, String text) {
        return Scenario.withId(text).orElseThrow(() -> new UsageError(where, "unknown scenario", text, Scenario.ids()));
    }

    /** Empty where it is to be as the scenario says. */
    static Point.Choice pattern(String where, String text) {
        List<Arrivals.Pattern> allowed = Arrays.stream(Arrivals.Pattern.values())
                .filter(pattern -> pattern != Arrivals.Pattern.NONE)
                .toList();
        Optional<Arrivals.Pattern> found =
                allowed.stream().filter(pattern -> pattern.id().equals(text)).findFirst();
        if (found.isEmpty() && !text.equals(SuiteCheck.AUTO)) {
            throw new UsageError(
                    where,
                    "unknown arrivals",
                    text,
                    SuiteCheck.AUTO + ", "
                            + allowed.stream().map(Arrivals.Pattern::id).collect(Collectors.joining(", ")));
        }
        return new Point.Choice(found);
    }

    static Subprotocol frames(String where, String text) {
        return switch (text) {
            case "text" -> Subprotocol.TEXT;
            case "binary" -> Subprotocol.BINARY;
            default -> throw new UsageError(where, "unknown type of frame", text, "text, binary");
        };
    }

    /** Whether a sub-protocol is offered. */
    static boolean isOffered(String where, String text) {
        return switch (text) {
            case "offered" -> true;
            case SuiteCheck.NONE -> false;
            default -> throw new UsageError(where, "neither offered nor none", text, "offered, " + SuiteCheck.NONE);
        };
    }

    /** Empty where it is to be as the scenario says. */
    static BiFunction<String, String, OptionalInt> countOrAuto(int most) {
        return (where, text) -> text.equals(SuiteCheck.AUTO)
                ? OptionalInt.empty()
                : OptionalInt.of(Numbers.whole(where, text, 1, most, "1 to " + most + ", or " + SuiteCheck.AUTO));
    }

    /** Holds the scenarios to the techniques, and the users to the rooms. */
    static void requireFitting(Settings settings, Dimensions dimensions) {
        Setting scenario = settings.of(SuiteKey.SCENARIO);
        for (Scenario each : dimensions.of(Axis.SCENARIO, Scenario.class)) {
            for (Technique technique : dimensions.of(Axis.TECHNIQUE, Technique.class)) {
                if (!each.techniques().contains(technique)) {
                    throw new UsageError(
                            scenario.place().words(),
                            each.id() + " cannot be done by " + technique.id(),
                            scenario.given(),
                            "with techniques "
                                    + each.techniques().stream()
                                            .map(Technique::id)
                                            .collect(Collectors.joining(", ")));
                }
            }
            for (OptionalInt given : dimensions.of(Axis.USERS_PER_ROOM, OptionalInt.class)) {
                Scene scene = given.isPresent() ? each.scene().withUsersPerRoom(given.getAsInt()) : each.scene();
                requireFullRooms(settings, dimensions, scene);
            }
        }
    }

    private static void requireFullRooms(Settings settings, Dimensions dimensions, Scene scene) {
        Setting users = settings.of(SuiteKey.USERS);
        for (int count : dimensions.users()) {
            if (scene.rooms(count) > MOST_ROOMS) {
                throw new UsageError(
                        users.place().words(),
                        scene.rooms(count) + " rooms (" + scene.name() + ")",
                        users.given(),
                        "at most " + MOST_ROOMS + " rooms, as a server allows");
            }
            if (count % scene.audience(count) != 0) {
                throw new UsageError(
                        users.place().words(),
                        count + " do not fill rooms of " + scene.usersPerRoom() + " (" + scene.name() + ")",
                        users.given(),
                        "a multiple of " + scene.usersPerRoom());
            }
        }
    }
}
