package metatextgrad.json;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tasks as CSV (RFC 4180) whose first line names the columns. */
final class CsvRows {
    private final List<String> header;
    private final List<String> columns;

    private CsvRows(List<String> header) {
        this.header = header;
        columns = header.stream().map(name -> QuestionNames.ours(name, header)).toList();
    }

    static List<TaskRow> of(String text, List<String> required) {
        CsvTable table = CsvTable.of(text);
        CsvRows rows = new CsvRows(table.columns());
        rows.checkHeader(required);
        return table.rows().stream()
                .map(row -> TaskRow.of(row.place(), () -> rows.fields(row)))
                .toList();
    }

    private void checkHeader(List<String> required) {
        List<String> problems = new ArrayList<>(CsvTable.columnProblems(columns));
        for (String column : new LinkedHashSet<>(columns)) {
            if (!column.isBlank() && !TaskFields.NAMES.contains(column))
                problems.add(
                        "line 1: unknown column `%s`%s"
                                .formatted(
                                        column,
                                        Suggestions.orDidYouMean(column, TaskFields.NAMES)));
        }
        for (String name : required)
            if (!columns.contains(name)) problems.add("line 1: missing column `" + name + "`");
        if (!problems.isEmpty()) throw new InvalidFile(problems);
    }

    private TaskFields fields(CsvTable.Row row) {
        List<String> values = row.of(columns);
        return new TaskFields(
                values.get(columns.indexOf("input")),
                value(values, columns.indexOf("target")),
                value(values, columns.indexOf("id")),
                TaskFields.split(value(values, columns.indexOf("split"))),
                value(values, columns.indexOf("group")));
    }

    /** Returns null for an empty value and for a column that the file does not have. */
    private @Nullable String value(List<String> values, int column) {
        if (column < 0 || values.get(column).isEmpty()) return null;
        return QuestionNames.value(header.get(column), values.get(column));
    }
}
