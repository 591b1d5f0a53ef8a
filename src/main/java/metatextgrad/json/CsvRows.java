package metatextgrad.json;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;
import org.jspecify.annotations.Nullable;

/** CSV (RFC 4180) whose first line names the columns. */
final class CsvRows {
    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180
                    .builder()
                    .setHeader()
                    .setSkipHeaderRecord(true)
                    .setIgnoreEmptyLines(true)
                    .setAllowMissingColumnNames(true)
                    .setDuplicateHeaderMode(DuplicateHeaderMode.ALLOW_ALL)
                    .get();

    private CsvRows() {}

    static List<TaskRow> of(String text) {
        long line = 1;
        try (CSVParser parser = CSVParser.parse(text, FORMAT)) {
            List<String> columns = columns(parser.getHeaderNames());
            checkHeader(columns);
            List<TaskRow> rows = new ArrayList<>();
            line = parser.getCurrentLineNumber() + 1;
            for (Iterator<CSVRecord> records = parser.iterator(); records.hasNext(); ) {
                CSVRecord row = records.next();
                rows.add(TaskRow.of("line " + line, () -> fields(row, columns)));
                line = parser.getCurrentLineNumber() + 1;
            }
            return rows;
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            throw new InvalidFile("line " + line + ": not CSV: " + reason(e));
        }
    }

    private static List<String> columns(List<String> header) {
        return header.stream().map(name -> QuestionNames.ours(name, header)).toList();
    }

    private static void checkHeader(List<String> columns) {
        List<String> problems = new ArrayList<>();
        Set<String> seen = new TreeSet<>();
        for (String column : columns) {
            if (column.isBlank()) {
                problems.add("line 1: column " + (columns.indexOf(column) + 1) + " has no name");
            } else if (!seen.add(column)) {
                problems.add("line 1: duplicate column `" + column + "`");
            } else if (!TaskFields.NAMES.contains(column)) {
                problems.add(
                        "line 1: unknown column `%s`%s"
                                .formatted(
                                        column,
                                        Suggestions.orDidYouMean(column, TaskFields.NAMES)));
            }
        }
        for (String name : List.of("input", "target"))
            if (!columns.contains(name)) problems.add("line 1: missing column `" + name + "`");
        if (!problems.isEmpty()) throw new InvalidFile(problems);
    }

    private static TaskFields fields(CSVRecord row, List<String> columns) {
        if (!row.isConsistent()) {
            throw new IllegalArgumentException(
                    "has %s values, but there are %s columns"
                            .formatted(row.size(), columns.size()));
        }
        return new TaskFields(
                row.get(columns.indexOf("input")),
                value(row, columns.indexOf("target")),
                value(row, columns.indexOf("id")),
                TaskFields.split(value(row, columns.indexOf("split"))),
                value(row, columns.indexOf("group")));
    }

    /** Returns null for an empty value and for a column that the file does not have. */
    private static @Nullable String value(CSVRecord row, int column) {
        if (column < 0 || row.get(column).isEmpty()) return null;
        return QuestionNames.value(row.getParser().getHeaderNames().get(column), row.get(column));
    }

    private static String reason(Exception e) {
        String message = String.valueOf(e.getMessage());
        if (message.contains("EOF reached before encapsulated")) return "a quote is not closed";
        if (message.contains("encapsulated token and delimiter"))
            return "text follows a closing quote";
        return message.lines().findFirst().orElse("unreadable");
    }
}
