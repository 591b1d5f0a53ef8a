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

/**
 * CSV (RFC 4180) whose first line names the columns.
 *
 * @param columns as written; a name may be blank, or there twice
 */
public record CsvTable(List<String> columns, List<Row> rows) {
    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180
                    .builder()
                    .setHeader()
                    .setSkipHeaderRecord(true)
                    .setIgnoreEmptyLines(true)
                    .setAllowMissingColumnNames(true)
                    .setDuplicateHeaderMode(DuplicateHeaderMode.ALLOW_ALL)
                    .get();

    /**
     * A row.
     *
     * @param place such as {@code line 7}
     */
    public record Row(String place, List<String> values) {
        public Row {
            values = List.copyOf(values);
        }

        /**
         * Returns the values, one per column.
         *
         * @throws IllegalArgumentException if there are more or fewer
         */
        public List<String> of(List<String> columns) {
            if (values.size() == columns.size()) return values;
            throw new IllegalArgumentException(
                    "has %s values, but there are %s columns"
                            .formatted(values.size(), columns.size()));
        }
    }

    public CsvTable {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /**
     * Reads a table.
     *
     * @throws InvalidFile if the text is not CSV
     */
    public static CsvTable of(String text) {
        long line = 1;
        try (CSVParser parser = CSVParser.parse(text, FORMAT)) {
            List<Row> rows = new ArrayList<>();
            line = parser.getCurrentLineNumber() + 1;
            for (Iterator<CSVRecord> records = parser.iterator(); records.hasNext(); ) {
                rows.add(new Row("line " + line, List.of(records.next().values())));
                line = parser.getCurrentLineNumber() + 1;
            }
            return new CsvTable(parser.getHeaderNames(), rows);
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            throw new InvalidFile("line " + line + ": not CSV: " + reason(e));
        }
    }

    /**
     * Reads a table in which each column has a name of its own.
     *
     * @throws InvalidFile if the text is no such table
     */
    public static CsvTable named(String text) {
        CsvTable table = of(text);
        List<String> problems = columnProblems(table.columns);
        if (!problems.isEmpty()) throw new InvalidFile(problems);
        return table;
    }

    /** Returns which columns have no name, or that of an earlier one. */
    static List<String> columnProblems(List<String> columns) {
        List<String> problems = new ArrayList<>();
        Set<String> seen = new TreeSet<>();
        for (int i = 0; i < columns.size(); i++) {
            String column = columns.get(i);
            if (column.isBlank()) problems.add("line 1: column " + (i + 1) + " has no name");
            else if (!seen.add(column)) problems.add("line 1: duplicate column `" + column + "`");
        }
        return problems;
    }

    private static String reason(Exception e) {
        String message = String.valueOf(e.getMessage());
        if (message.contains("EOF reached before encapsulated")) return "a quote is not closed";
        if (message.contains("encapsulated token and delimiter"))
            return "text follows a closing quote";
        return message.lines().findFirst().orElse("unreadable");
    }
}
