package metatextgrad.services.mtg;

import java.util.ArrayList;
import java.util.List;

/** Rows of text as a table. Pure. */
final class Columns {
    private static final String GAP = "  ";

    private Columns() {}

    /** Each column as wide as its widest value; all rows have the same number of values. */
    static List<String> aligned(List<List<String>> rows) {
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                String value = row.get(column);
                line.append(value).append(" ".repeat(width(rows, column) - value.length()));
                line.append(GAP);
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    private static int width(List<List<String>> rows, int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}
