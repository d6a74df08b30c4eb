package dev.pushbench.bench.scenario;

import dev.pushbench.bench.input.Place;
import dev.pushbench.bench.input.UsageError;
import dev.pushbench.bench.link.LinkText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What was written for a key, before it is known whether it is allowed.
 *
 * @param place of the whole
 * @param elements one, or for a dimension at least one
 */
public record Setting(Place place, List<Element> elements) {
    /** A value, and where it stands: a list in a file may go over several lines. */
    record Element(Place place, String text) {}

    public Setting {
        elements = List.copyOf(elements);
    }

    /** What an option says: where the key is a dimension, values separated by commas. */
    public static Setting of(SuiteKey key, Place place, String text) {
        if (!key.isDimension()) {
            return new Setting(place, List.of(new Element(place, text)));
        }
        List<Element> elements = new ArrayList<>();
        for (String part : key == SuiteKey.LINK ? LinkText.split(text) : text.split(",", -1)) {
            String element = part.strip();
            if (element.isEmpty()) {
                throw new UsageError(place.words(), "an element is empty", text, "elements separated by single commas");
            }
            elements.add(new Element(place, element));
        }
        return new Setting(place, elements);
    }

    /** The only value of a key that is no dimension. */
    Element only() {
        return elements.get(0);
    }

    List<String> texts() {
        return elements.stream().map(Element::text).toList();
    }

    /** As it would stand on a command line. */
    String given() {
        return elements.stream().map(Element::text).collect(Collectors.joining(","));
    }

    /** The same, standing elsewhere. */
    Setting at(Place elsewhere) {
        return new Setting(
                elsewhere,
                elements.stream()
                        .map(element -> new Element(elsewhere, element.text()))
                        .toList());
    }
}
