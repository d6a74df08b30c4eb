package dev.pushbench.bench.link;

import dev.pushbench.bench.input.DurationText;
import dev.pushbench.bench.input.Nearest;
import dev.pushbench.bench.input.Times;
import dev.pushbench.bench.input.UsageError;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Links as they are written: {@code none}, a preset, or {@code rtt=80ms,bandwidth=10mbit,jitter=5ms,drop-connection=0.001}. */
public final class LinkText {
    public static final String NONE = "none";

    private static final String RTT = "rtt";
    private static final String BANDWIDTH = "bandwidth";
    private static final String JITTER = "jitter";
    private static final String DROP = "drop-connection";
    private static final List<String> KEYS = List.of(RTT, BANDWIDTH, JITTER, DROP);

    /** Round figures for what such networks are commonly like; nobody's measurement. */
    private static final Map<String, String> PRESETS = presets();

    /** A comma that ends a link: no other setting of the same follows it. Each link that is no preset begins with its rtt. */
    private static final Pattern BETWEEN_LINKS = Pattern.compile(",(?=\\s*rtt=)|,(?!\\s*[^,=]*=)");

    private static final Pattern BITS = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(kbit|mbit|gbit)");
    private static final String BITS_ALLOWED = "1kbit to 10gbit, like 10mbit (bits per second)";
    private static final Pattern SHARE = Pattern.compile("\\d{1,3}(?:\\.\\d{1,9})?");

    private LinkText() {}

    /** The presets and what they mean, for people. */
    public static Map<String, String> presetTexts() {
        return PRESETS;
    }

    /** What is allowed, for messages. */
    public static String allowed() {
        return NONE + ", " + String.join(", ", PRESETS.keySet()) + ", or rtt=80ms with any of " + BANDWIDTH
                + "=10mbit, " + JITTER + "=5ms, " + DROP + "=0.001 after a comma";
    }

    /** The links of a list that is written in one text: {@code none,rtt=80ms,jitter=5ms,4g} are three. */
    public static String[] split(String list) {
        return BETWEEN_LINKS.split(list, -1);
    }

    /**
     * The link that is meant; empty for {@value #NONE}.
     *
     * @param where for messages
     * @throws UsageError where there is no such link
     */
    public static Optional<LinkProfile> parse(String where, String text) {
        if (text.equals(NONE)) {
            return Optional.empty();
        }
        Optional<String> preset = Optional.ofNullable(PRESETS.get(text));
        if (preset.isPresent()) {
            return Optional.of(profile(where, text, preset.get()));
        }
        LinkProfile given = profile(where, text, text);
        return Optional.of(given.named(name(given)));
    }

    private static LinkProfile profile(String where, String name, String text) {
        Map<String, String> settings = settings(where, text);
        return new LinkProfile(
                name,
                time(where, settings, RTT),
                time(where, settings, JITTER),
                settings.containsKey(BANDWIDTH)
                        ? OptionalLong.of(bits(where + " " + BANDWIDTH, settings.get(BANDWIDTH)))
                        : OptionalLong.empty(),
                settings.containsKey(DROP) ? share(where + " " + DROP, settings.get(DROP)) : 0);
    }

    /** Its settings in a fixed order and form, those that change nothing left out, or the preset that they are: a link has one name. */
    private static String name(LinkProfile link) {
        StringBuilder name = new StringBuilder(RTT + "=" + DurationText.text(link.rtt()));
        link.bitsPerSecond()
                .ifPresent(bits -> name.append("," + BANDWIDTH + "=").append(bits(bits)));
        if (!link.jitter().isZero()) {
            name.append("," + JITTER + "=").append(DurationText.text(link.jitter()));
        }
        if (link.dropShare() > 0) {
            name.append("," + DROP + "=").append(plain(BigDecimal.valueOf(link.dropShare())));
        }
        return PRESETS.entrySet().stream()
                .filter(preset -> name.toString().equals(preset.getValue()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseGet(name::toString);
    }

    /** In the largest unit of which there is at least one. */
    private static String bits(long perSecond) {
        int digits = perSecond >= 1_000_000_000 ? 9 : perSecond >= 1_000_000 ? 6 : 3;
        return plain(BigDecimal.valueOf(perSecond, digits)) + (digits == 9 ? "gbit" : digits == 6 ? "mbit" : "kbit");
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    private static Map<String, String> settings(String where, String text) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String part : text.split(",", -1)) {
            String setting = part.strip();
            int equals = setting.indexOf('=');
            if (equals < 0 || (settings.isEmpty() && !setting.startsWith(RTT + "="))) {
                throw new UsageError(where, notALink(text), text, allowed());
            }
            String key = setting.substring(0, equals);
            if (!KEYS.contains(key)) {
                throw new UsageError(
                        where, "no setting of a link" + nearest(key, KEYS), setting, String.join(", ", KEYS));
            }
            if (settings.put(key, setting.substring(equals + 1)) != null) {
                throw new UsageError(where, key + " is there twice", text, "each once");
            }
        }
        return settings;
    }

    private static String notALink(String text) {
        return text.contains("=")
                ? "a link that does not begin with its rtt"
                : "no such link" + nearest(text, PRESETS.keySet());
    }

    private static String nearest(String given, Collection<String> known) {
        return Nearest.to(given, known).map(near -> " (nearest: " + near + ")").orElse("");
    }

    private static Duration time(String where, Map<String, String> settings, String key) {
        return Optional.ofNullable(settings.get(key))
                .map(text -> Times.within(where + " " + key, text, Duration.ZERO, LinkProfile.LONGEST))
                .orElse(Duration.ZERO);
    }

    private static long bits(String where, String text) {
        Matcher matcher = BITS.matcher(text);
        if (!matcher.matches()) {
            throw new UsageError(where, "not a bandwidth", text, BITS_ALLOWED);
        }
        long unit = switch (matcher.group(2)) {
            case "kbit" -> 1_000;
            case "mbit" -> 1_000_000;
            default -> 1_000_000_000;
        };
        long bits = new BigDecimal(matcher.group(1))
                .multiply(BigDecimal.valueOf(unit))
                .longValue();
        if (bits < LinkProfile.LEAST_BITS_PER_SECOND || bits > LinkProfile.MOST_BITS_PER_SECOND) {
            throw new UsageError(
                    where, bits < LinkProfile.LEAST_BITS_PER_SECOND ? "too small" : "too large", text, BITS_ALLOWED);
        }
        return bits;
    }

    private static double share(String where, String text) {
        double share = SHARE.matcher(text).matches() ? Double.parseDouble(text) : -1;
        if (share < 0 || share > LinkProfile.MOST_DROP_SHARE) {
            throw new UsageError(
                    where,
                    "not a probability of a reset within a second",
                    text,
                    "0 to " + LinkProfile.MOST_DROP_SHARE + ", like 0.001");
        }
        return share;
    }

    private static Map<String, String> presets() {
        Map<String, String> presets = new LinkedHashMap<>();
        presets.put("lan", "rtt=0.5ms,bandwidth=1gbit");
        presets.put("wifi", "rtt=5ms,bandwidth=50mbit,jitter=3ms");
        presets.put("4g", "rtt=50ms,bandwidth=20mbit,jitter=10ms");
        presets.put("intercontinental", "rtt=150ms,bandwidth=50mbit,jitter=5ms");
        return presets;
    }
}
