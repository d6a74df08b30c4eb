package dev.pushbench.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** Lists of the command line: separated by commas, nothing empty, nothing twice. */
final class OptionList {
    private OptionList() {}

    /** @param parser takes the option's name, for its messages, and one element's text */
    static <T> List<T> parse(String option, String text, BiFunction<String, String, T> parser) {
        List<T> elements = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            String element = part.strip();
            if (element.isEmpty()) {
                throw new UsageError(option, "an element is empty", text, "elements separated by single commas");
            }
            T parsed = parser.apply(option, element);
            if (elements.contains(parsed)) {
                throw new UsageError(option, element + " is there twice", text, "each once");
            }
            elements.add(parsed);
        }
        return elements;
    }
}
