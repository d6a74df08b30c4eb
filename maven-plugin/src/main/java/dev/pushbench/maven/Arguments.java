package dev.pushbench.maven;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;

/** Reads a line of arguments as it would be typed behind a command. */
final class Arguments {
    private final String line;
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private char quote;
    private boolean isInWord;

    private Arguments(String line) {
        this.line = line;
    }

    /**
     * The words between white space. Single or double quotes keep what is between them in one word and are left out; a backslash is a
     * character like any other.
     *
     * @param setting where the line was given
     * @param line without it there are no words
     */
    static List<String> of(String setting, Optional<String> line) throws MojoExecutionException {
        return new Arguments(line.orElse("")).words(setting);
    }

    private List<String> words(String setting) throws MojoExecutionException {
        line.chars().forEach(character -> take((char) character));
        if (quote != 0) {
            throw Mistake.of(setting, "a quote is not closed", line, "words, in quotes where they hold spaces");
        }
        endWord();
        return List.copyOf(words);
    }

    private void take(char character) {
        if (quote != 0 && character == quote) {
            quote = 0;
        } else if (quote != 0) {
            word.append(character);
        } else if (character == '"' || character == '\'') {
            quote = character;
            isInWord = true;
        } else if (Character.isWhitespace(character)) {
            endWord();
        } else {
            word.append(character);
            isInWord = true;
        }
    }

    private void endWord() {
        if (isInWord) {
            words.add(word.toString());
            word.setLength(0);
            isInWord = false;
        }
    }
}
