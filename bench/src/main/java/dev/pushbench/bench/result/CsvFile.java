package dev.pushbench.bench.result;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.writer.CsvWriter;
import dev.pushbench.bench.input.UsageError;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A file of rows: RFC 4180, UTF-8, the first row of titles.
 *
 * <p>A text that a spreadsheet would take for a formula is written with an apostrophe before it, which is what makes
 * spreadsheets take it as it is (OWASP, <i>CSV Injection</i>), and so is a text that begins with one; reading takes it away
 * again. Numbers are left as they are, negative ones too.
 */
public final class CsvFile {
    private static final Pattern FORMULA = Pattern.compile("[=+\\-@'\\t\\r\\n].*", Pattern.DOTALL);
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private CsvFile() {}

    /** Each of the rows as long as that of the titles. Closes {@code out}. */
    public static void write(OutputStream out, List<String> titles, Iterable<List<String>> rows) throws IOException {
        try (CsvWriter csv = CsvWriter.builder().build(out, StandardCharsets.UTF_8)) {
            csv.writeRecord(titles);
            for (List<String> row : rows) {
                csv.writeRecord(row.stream().map(CsvFile::harmless).toList());
            }
        }
    }

    private static String harmless(String text) {
        boolean isTakenForFormula =
                FORMULA.matcher(text).matches() && !NUMBER.matcher(text).matches();
        return isTakenForFormula ? "'" + text : text;
    }

    private static String asItWas(String text) {
        return text.startsWith("'") ? text.substring(1) : text;
    }

    /**
     * All rows but that of the titles.
     *
     * @param required titles of columns that must be there, among others and in any order
     * @throws UsageError where the file cannot be read, is no such file, or ends too early
     */
    static List<CsvRow> read(Path file, List<String> required) {
        String text = text(file);
        long lines = text.lines().count();
        if (!text.endsWith("\n")) {
            throw new UsageError(file + ":" + lines, "ends in the middle of a line");
        }
        try (CsvReader<CsvRecord> csv = reader(text)) {
            List<CsvRow> rows = new ArrayList<>();
            List<String> titles = List.of();
            for (CsvRecord found : csv) {
                String where = file + ":" + found.getStartingLineNumber();
                if (titles.isEmpty()) {
                    titles = checked(where, found.getFields(), required);
                } else {
                    rows.add(row(where, titles, found.getFields()));
                }
            }
            return rows;
        } catch (CsvParseException malformed) {
            throw new UsageError(file + ":" + lines, "not CSV: a quote is out of place or never closed before here");
        } catch (IOException unreadable) {
            throw new UsageError(file.toString(), "cannot be read: " + unreadable);
        }
    }

    private static CsvReader<CsvRecord> reader(String text) {
        return CsvReader.builder()
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .ofCsvRecord(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
    }

    /** @throws UsageError where there is no such file, or it is not UTF-8 */
    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException other) {
            throw new UsageError(file.toString(), "is not UTF-8");
        } catch (IOException unreadable) {
            throw new UsageError(file.toString(), Files.exists(file) ? "cannot be read" : "is missing");
        }
    }

    private static List<String> checked(String where, List<String> titles, List<String> required) {
        for (String title : required) {
            if (!titles.contains(title)) {
                throw new UsageError(where, "no column '" + title + "'");
            }
        }
        if (new HashSet<>(titles).size() < titles.size()) {
            throw new UsageError(where, "two columns of the same name");
        }
        return titles;
    }

    private static CsvRow row(String where, List<String> titles, List<String> fields) {
        if (fields.size() != titles.size()) {
            throw new UsageError(where, fields.size() + " fields, where there are " + titles.size() + " columns");
        }
        Map<String, String> texts = new LinkedHashMap<>();
        for (int i = 0; i < fields.size(); i++) {
            texts.put(titles.get(i), asItWas(fields.get(i)));
        }
        return new CsvRow(where, texts);
    }
}
